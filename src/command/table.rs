//! The one table of commands: how each is written, what it takes, whom it is for.
//!
//! Lookup is by name, so the order is only the order of help. `docs/governing.md`, the group's help and
//! the playground's list are made from it, and tests keep them equal.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::commands::{Collect, Command, Whose};
use super::text::{first_word, fold};
use super::words;

use crate::domain::{
    Allow, ChatId, Day, KindChange, Lookalikes, MAX_CHARACTERS, Nickname, Pace, Person, RuleName,
    Topic, USUAL_HOUR, is_hanzi,
};

/// One command.
pub struct Definition {
    /// The word as it is typed after `/nick`; empty for the rename itself.
    pub name: &'static str,
    /// Other words for it.
    pub aliases: &'static [&'static str],
    /// How it is written, each way once.
    pub usages: &'static [Usage],
    /// Reads what follows the word.
    pub(super) parse: fn(&str, Option<&Person>) -> Fit,
}

/// One way to write a command.
pub struct Usage {
    /// As it is typed after `/nick`. `New Name`, `@user` and `reason` stand for what people put
    /// there; help says them in the group's language.
    pub form: &'static str,
    /// The key of its line of help.
    pub key: &'static str,
    /// Who can use it.
    pub audience: Audience,
}

/// Who can use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Every member.
    Everyone,
    /// Whoever may rename themselves.
    Oneself,
    /// Whoever may rename others.
    Renamers,
    /// Owner and admins.
    Governors,
}

/// Whether what follows a command's word fits it.
pub(super) enum Fit {
    /// It does.
    Command(Command),
    /// It does not.
    Misfit,
    /// It may be one of these lines.
    Either(&'static [&'static str]),
    /// It is what stands for a name in help.
    Placeholder,
}

/// All commands, in the order in which help tells them.
pub static COMMANDS: &[Definition] = &[
    Definition {
        name: "",
        aliases: &[],
        usages: &[
            oneself("New Name", "rename"),
            renamers("@user New Name", "rename-other"),
            oneself("-- New Name", "rename-literal"),
        ],
        parse: |_, _| Fit::Misfit,
    },
    Definition {
        name: "help",
        aliases: &[
            "帮助",
            "帮助一下",
            "帮助我",
            "帮帮忙",
            "求帮助",
            "需要帮助",
            "帮帮我",
            "帮我",
            "求助",
            "说明",
            "使用说明",
            "使用帮助",
            "使用方法",
            "怎么用",
            "怎么使用",
            "如何用",
            "如何使用",
            "用法",
            "教程",
            "指南",
            "指令",
            "命令",
            "全部命令",
            "所有命令",
            "命令列表",
            "菜单",
            "功能",
            "有什么功能",
            "?",
            "??",
            "h",
            "-h",
            "-help",
            "--help",
            "/help",
            "/?",
            "usage",
            "menu",
            "commands",
            "manual",
            "help me",
            "how to use",
            "how to use it",
            "ヘルプ",
            "使い方",
            "도움말",
            "사용법",
            "trợ giúp",
            "hướng dẫn",
            "bantuan",
            "ช่วยเหลือ",
            "วิธีใช้",
        ],
        usages: &[
            everyone("help", "help"),
            everyone("", "help"),
            everyone("help all", "help-all"),
            everyone("help names", "topic-names"),
            governors("help rules", "topic-rules"),
            governors("help people", "topic-people"),
            everyone("help group", "topic-group"),
        ],
        parse: |text, _| match fold(text).as_str() {
            "" => Fit::Command(Command::Help { all: false, topic: None }),
            "全部" | "所有" | "更多" | "all" | "more" | "full" => {
                Fit::Command(Command::Help { all: true, topic: None })
            }
            text => {
                argument(topic(text).map(|topic| Command::Help { all: false, topic: Some(topic) }))
            }
        },
    },
    Definition {
        name: "undo",
        aliases: &[
            "撤销",
            "撤消",
            "撤回",
            "撤销改名",
            "撤回改名",
            "撤销修改",
            "恢复",
            "恢复昵称",
            "退回上一个",
            "变回原来的",
            "恢复名字",
            "恢复原名",
            "恢复原来的名字",
            "恢复之前的名字",
            "恢复上一个",
            "还原",
            "改回",
            "改回去",
            "改回来",
            "改回原来的",
            "改回原来的名字",
            "改回之前的名字",
            "改回以前的名字",
            "换回去",
            "换回来",
            "变回去",
            "变回来",
            "上一个",
            "上一个名字",
            "上一个昵称",
            "回退",
            "退回",
            "复原",
            "回滚",
            "反悔",
            "revert",
            "back",
            "go back",
            "change back",
            "change it back",
            "rollback",
            "roll back",
            "restore",
            // As 戻 folds.
            "元に戾す",
            "元に戾して",
            "되돌리기",
            "되돌려줘",
            "hoàn tác",
            "ย้อนกลับ",
        ],
        usages: &[oneself("undo", "undo"), renamers("undo @user", "undo-other")],
        parse: |text, mention| alone(text, || Command::Undo(Whose::of(mention))),
    },
    Definition {
        name: "reset",
        aliases: &[
            "重置",
            "重置昵称",
            "重置名字",
            "重设",
            "复位",
            "初始化",
            "恢复默认",
            "默认",
            "默认昵称",
            "用回本名",
            "用回真名",
            "通讯录的名字",
            "用通讯录的名字",
            "用通讯录名字",
            "改成通讯录的名字",
            "默认名字",
            "本名",
            "真名",
            "实名",
            "真实姓名",
            "恢复本名",
            "恢复真名",
            "改回本名",
            "改回真名",
            "改成本名",
            "改成真名",
            "用本名",
            "用真名",
            "通讯录",
            "通讯录名字",
            "通讯录里的名字",
            "default",
            "real name",
            "realname",
        ],
        usages: &[oneself("reset", "reset"), renamers("reset @user", "reset-other")],
        parse: |text, mention| alone(text, || Command::Reset(Whose::of(mention))),
    },
    Definition {
        name: "history",
        aliases: &[
            "历史",
            "历史记录",
            "历史纪录",
            "记录",
            "纪录",
            "改名记录",
            "改名历史",
            "以前叫什么",
            "之前叫什么",
            "my history",
            "我以前叫什么",
            "我之前叫什么",
            "改过什么名字",
            "修改记录",
            "查看",
            "查看历史",
            "查看记录",
            "查看历史记录",
            "查历史",
            "查记录",
            "看历史",
            "看记录",
            "曾用名",
            "以前的名字",
            "之前的名字",
            "log",
            "logs",
            "record",
            "records",
            "show history",
        ],
        usages: &[everyone("history", "history"), everyone("history @user", "history-other")],
        parse: |text, mention| {
            let most = history_count(text);
            argument(most.map(|most| Command::History(Whose::of(mention), most)))
        },
    },
    Definition {
        name: "status",
        aliases: &[
            "状态",
            "查看状态",
            "群状态",
            "设置",
            "群设置",
            "当前设置",
            "查看设置",
            "规则",
            "群规则",
            "查看规则",
            "命名规则",
            "谁能改名",
            "谁可以改名",
            "state",
            "settings",
            "config",
            "rules",
        ],
        usages: &[everyone("status", "status")],
        parse: |text, _| alone(text, || Command::Status),
    },
    Definition {
        name: "whoami",
        aliases: &[
            "我是谁",
            "我叫什么",
            "我现在叫什么",
            "我叫啥",
            "我现在叫啥",
            "我的昵称是什么",
            "我的名字是什么",
            "我的群昵称是什么",
            "我的名字",
            "我的昵称",
            "我的群昵称",
            "我的信息",
            "我的权限",
            "查看我的昵称",
            "who am i",
            "my name",
            "my nickname",
            "what is my name",
            "what's my name",
            "what is my nickname",
            "what's my nickname",
        ],
        usages: &[everyone("whoami", "whoami")],
        parse: |text, mention| only(mention.is_none(), text, Command::Whoami),
    },
    Definition {
        name: "request",
        aliases: &["申请", "申请改名", "申请名字", "申请昵称", "请求", "apply for", "ask for"],
        usages: &[everyone("request New Name", "request")],
        parse: |text, mention| match super::wording::name_in(text) {
            Some(name) if super::placeholder::is_placeholder(name) => Fit::Placeholder,
            name => argument(
                name.filter(|_| mention.is_none())
                    .and_then(|name| Nickname::parse(name).ok())
                    .map(Command::Request),
            ),
        },
    },
    Definition {
        name: "withdraw",
        aliases: &[
            "撤回申请",
            "撤销申请",
            "取消申请",
            "撤回我的申请",
            "取消我的申请",
            "撤销我的申请",
            "不申请了",
            "收回申请",
            "cancel request",
            "cancel my request",
            "withdraw request",
            "withdraw my request",
        ],
        usages: &[everyone("withdraw", "withdraw")],
        parse: |text, mention| only(mention.is_none(), text, Command::Withdraw),
    },
    Definition {
        name: "doctor",
        aliases: &["诊断", "体检", "自检", "diagnose", "diagnosis"],
        usages: &[governors("doctor", "doctor")],
        parse: |text, _| alone(text, || Command::Doctor),
    },
    Definition {
        name: "bind",
        aliases: &["绑定", "绑定群", "绑定本群", "群绑定"],
        usages: &[everyone("bind chat…", "bind")],
        parse: |text, _| argument(ChatId::parse(text).map(Command::Bind)),
    },
    Definition {
        name: "adopt",
        aliases: &[
            "接管",
            "接管本群",
            "接入",
            "接入本群",
            "接通",
            "接通本群",
            "连接本群",
            "开通本群",
            "启用本群",
            "升级场景群",
            "升级为场景群",
            "升级成场景群",
            "转为场景群",
            "改成场景群",
            "设为场景群",
            "开启场景群",
            "升级群",
            "升级本群",
            "adopt group",
            "adopt this group",
            "connect",
            "connect this group",
        ],
        usages: &[governors("adopt", "adopt")],
        parse: |text, mention| kind_change(text, mention, KindChange::Adopt),
    },
    Definition {
        name: "release",
        aliases: &[
            "释放",
            "释放本群",
            "解除接管",
            "取消接管",
            "不再接管",
            "取消接入",
            "断开",
            "断开本群",
            "断开连接",
            "退出场景群",
            "取消场景群",
            "关闭场景群",
            "还原成普通群",
            "改回普通群",
            "恢复普通群",
            "恢复成普通群",
            "release group",
            "release this group",
            "unadopt",
            "disconnect",
        ],
        usages: &[governors("release", "release")],
        parse: |text, mention| kind_change(text, mention, KindChange::Release),
    },
    Definition {
        name: "allow",
        aliases: &["允许", "只能", "只允许", "权限", "改名权限", "permit", "permission"],
        usages: &[governors("allow self|owner|everyone", "allow")],
        parse: |text, mention| {
            let folded = fold(text);
            // 允许所有人改名, 只能群主改名
            let end = |ends: &[&str]| ends.iter().find_map(|end| folded.strip_suffix(end));
            let own = end(&["改自己的名字", "改自己的昵称", "改自己", " to rename themselves"]);
            let others = end(&["改别人的名字", "改别人的昵称", "改别人", " to rename others"]);
            let some = end(&["改群昵称", "改昵称", "改名字", "改名", "修改", "改", " to rename"]);
            let who = own.or(others).or(some).unwrap_or(&folded).trim();
            let is_all = matches!(
                who,
                "所有人"
                    | "大家"
                    | "任何人"
                    | "全部"
                    | "全员"
                    | "所有成员"
                    | "每个人"
                    | "all"
                    | "anyone"
                    | "anybody"
                    | "everybody"
                    | "everyone"
            );
            // All rename themselves, or all rename all?
            if mention.is_none() && is_all && own.is_none() && others.is_none() && some.is_some() {
                return Fit::Either(&["/nick allow self", "/nick allow everyone"]);
            }
            let who = if own.is_some() && is_all { "self" } else { who };
            let allow = match (who, mention) {
                (_, Some(_)) => None,
                ("自己" | "本人" | "只能自己" | "改自己" | "成员" | "me" | "members", None) => {
                    Some(Allow::Self_)
                }
                ("群主" | "管理员" | "只能群主" | "群主和管理员" | "admin" | "admins", None) => {
                    Some(Allow::Owner)
                }
                (
                    "所有人" | "大家" | "任何人" | "全部" | "全员" | "all" | "anyone" | "anybody"
                    | "everybody",
                    None,
                ) => Some(Allow::Everyone),
                (word, None) => Allow::parse(word),
            };
            argument(allow.map(Command::Allow))
        },
    },
    Definition {
        name: "trust",
        aliases: &["信任", "授权"],
        usages: &[governors("trust @user", "trust")],
        parse: |text, mention| member(text, mention, |person| Command::Trust(person, true)),
    },
    Definition {
        name: "untrust",
        aliases: &[
            "取消信任",
            "不信任",
            "不再信任",
            "取消授权",
            "收回授权",
            "解除信任",
            "distrust",
        ],
        usages: &[governors("untrust @user", "untrust")],
        parse: |text, mention| member(text, mention, |person| Command::Trust(person, false)),
    },
    Definition {
        name: "lock",
        aliases: &["锁定", "锁", "锁住", "上锁", "锁定昵称", "锁定名字"],
        usages: &[governors("lock @user", "lock")],
        parse: |text, mention| member(text, mention, |person| Command::Lock(person, true)),
    },
    Definition {
        name: "unlock",
        aliases: &["解锁", "解除锁定", "取消锁定", "开锁", "不再锁定"],
        usages: &[governors("unlock @user", "unlock")],
        parse: |text, mention| member(text, mention, |person| Command::Lock(person, false)),
    },
    Definition {
        name: "format",
        aliases: &[
            "格式",
            "昵称格式",
            "名字格式",
            "命名格式",
            "设置格式",
            "格式改为",
            "格式改成",
            "格式设为",
            "格式设置为",
            "格式要求是",
            "模板",
            "template",
        ],
        usages: &[
            governors("format {dept}-{name}", "format"),
            governors("format off", "format-off"),
            governors("format /REGEX/", "format-regex"),
        ],
        parse: |text, _| argument(format(text)),
    },
    Definition {
        name: "use",
        aliases: &["使用规则", "采用规则", "套用规则", "用规则"],
        usages: &[governors("use RULE", "use")],
        parse: |text, mention| match text {
            "RULE" => Fit::Placeholder,
            text => argument(shared_rule(text).filter(|_| mention.is_none())),
        },
    },
    Definition {
        name: "exempt",
        aliases: &["豁免", "免检", "例外", "不用改名", "不用按格式", "except"],
        usages: &[governors("exempt @user", "exempt")],
        parse: |text, mention| member(text, mention, |person| Command::Exempt(person, true)),
    },
    Definition {
        name: "unexempt",
        aliases: &["取消豁免", "解除豁免", "不再豁免", "取消例外", "取消免检"],
        usages: &[governors("unexempt @user", "unexempt")],
        parse: |text, mention| member(text, mention, |person| Command::Exempt(person, false)),
    },
    Definition {
        name: "check",
        aliases: &[
            "检查",
            "检查格式",
            "检查昵称",
            "检查名字",
            "核对",
            "检测",
            "查一下",
            "谁不符合",
            "谁没改",
            "谁没改名",
            "谁还没改",
            "谁还没改名",
            "谁不对",
            "verify",
        ],
        usages: &[governors("check", "check"), governors("check private", "check-private")],
        parse: |text, _| match fold(text).as_str() {
            "private" | "privately" | "in private" | "私下" | "私聊" | "私发" | "私信" | "私密"
            | "单独" | "悄悄" | "发给我" | "只发给我" | "只给我看" => {
                Fit::Command(Command::Check { is_private: true })
            }
            _ => alone(text, || Command::Check { is_private: false }),
        },
    },
    Definition {
        name: "collect",
        aliases: &["收集", "接龙", "征集", "收集信息", "信息收集", "接龙收集", "gather"],
        usages: &[
            governors("collect {name}{number}", "collect"),
            governors("collect done|off", "collect-done"),
        ],
        parse: |text, mention| argument(collect(text).filter(|_| mention.is_none())),
    },
    Definition {
        name: "stats",
        aliases: &[
            "统计",
            "统计数据",
            "查看统计",
            "看统计",
            "统计一下",
            "报表",
            "数据统计",
            "statistics",
            "figures",
        ],
        usages: &[governors("stats", "stats")],
        parse: |text, mention| only(mention.is_none(), text, Command::Stats),
    },
    Definition {
        name: "remind",
        aliases: &["提醒", "提醒改名", "催一下", "催改名", "定时提醒", "reminder", "reminders"],
        usages: &[
            governors("remind daily|weekly|off", "remind"),
            governors("remind until 2030-12-01", "remind-until"),
        ],
        parse: |text, mention| {
            argument(remind(text).filter(|_| mention.is_none()).map(Command::Remind))
        },
    },
    Definition {
        name: "apply",
        aliases: &["套用", "应用", "应用格式", "套用格式", "批量改名", "统一改名", "全部改好"],
        usages: &[governors("apply", "apply")],
        parse: |text, _| alone(text, || Command::Apply),
    },
    Definition {
        name: "confirm",
        aliases: &["确认", "确定", "确认执行", "执行", "继续"],
        usages: &[governors("confirm ID", "confirm")],
        parse: |text, _| argument(number(text).map(Command::Confirm)),
    },
    Definition {
        name: "reserved",
        aliases: &["保留", "保留名", "保留名字", "预留", "reserve"],
        usages: &[
            governors("reserved add New Name", "reserve"),
            governors("reserved remove New Name", "unreserve"),
        ],
        parse: |text, mention| {
            if super::placeholder::is_placeholder(first_word(text).1) {
                return Fit::Placeholder;
            }
            argument(reserve(text).filter(|_| mention.is_none()))
        },
    },
    Definition {
        name: "lookalikes",
        aliases: &["重名", "同名", "相似", "相似名字", "撞名", "lookalike", "duplicates"],
        usages: &[governors("lookalikes refuse|warn|allow", "lookalikes")],
        parse: |text, mention| {
            let rule = match fold(text).as_str() {
                "拒绝" | "禁止" | "不允许" | "不准" | "不行" | "deny" | "forbid" | "no" => {
                    Some(Lookalikes::Refuse)
                }
                "提醒" | "警告" | "提示" | "warning" | "remind" => Some(Lookalikes::Warn),
                "允许" | "可以" | "不管" | "准许" | "yes" => Some(Lookalikes::Allow),
                word => Lookalikes::parse(word),
            };
            argument(rule.filter(|_| mention.is_none()).map(Command::Lookalikes))
        },
    },
    Definition {
        name: "welcome",
        aliases: &["迎新", "欢迎", "欢迎新人", "新人欢迎", "入群欢迎", "新人改名", "greet"],
        usages: &[governors("welcome on|off", "welcome")],
        parse: |text, mention| {
            argument(switch(text).filter(|_| mention.is_none()).map(Command::Welcome))
        },
    },
    Definition {
        name: "quiet",
        aliases: &["安静", "安静模式", "静音", "免打扰", "勿扰", "静默", "silent", "mute"],
        usages: &[governors("quiet on|off", "quiet")],
        parse: |text, mention| {
            argument(switch(text).filter(|_| mention.is_none()).map(Command::Quiet))
        },
    },
    Definition {
        name: "approval",
        aliases: &["审批", "审核", "改名审批", "改名审核", "review"],
        usages: &[governors("approval on|off", "approval")],
        parse: |text, mention| {
            argument(switch(text).filter(|_| mention.is_none()).map(Command::Approval))
        },
    },
    Definition {
        name: "approve",
        aliases: &["同意", "批准", "通过", "准许", "agree", "accept"],
        usages: &[governors("approve N", "approve")],
        parse: |text, _| argument(number(text).map(Command::Approve)),
    },
    Definition {
        name: "reject",
        aliases: &["拒绝", "驳回", "不同意", "不批准", "否决", "deny", "decline"],
        usages: &[governors("reject N reason", "reject")],
        parse: |text, _| {
            // 不同意1，名字不对
            let (number, reason) = match text.split_once(['，', ',', '：', ':', '。']) {
                Some((number, reason)) if self::number(number).is_some() => (number, reason.trim()),
                _ => first_word(text),
            };
            argument(self::number(number).map(|number| Command::Reject(number, reason.to_owned())))
        },
    },
    Definition {
        name: "lang",
        aliases: &[
            "语言",
            "切换语言",
            "设置语言",
            "切换到",
            "speak",
            "languages",
            "language",
            "locale",
        ],
        usages: &[governors("lang zh-CN|zh-TW|en|ja|…", "lang")],
        parse: |text, _| argument(language(text).map(Command::Lang)),
    },
];

const fn everyone(form: &'static str, key: &'static str) -> Usage {
    Usage { form, key, audience: Audience::Everyone }
}

const fn oneself(form: &'static str, key: &'static str) -> Usage {
    Usage { form, key, audience: Audience::Oneself }
}

const fn renamers(form: &'static str, key: &'static str) -> Usage {
    Usage { form, key, audience: Audience::Renamers }
}

const fn governors(form: &'static str, key: &'static str) -> Usage {
    Usage { form, key, audience: Audience::Governors }
}

impl Usage {
    /// As it is typed in the group.
    #[must_use]
    pub fn text(&self) -> String {
        format!("/nick {}", self.form).trim_end().to_owned()
    }
}

impl PartialEq for Definition {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Definition {}

impl std::fmt::Debug for Definition {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

/// The subcommand of this name; the word must be folded.
#[must_use]
pub fn find(word: &str) -> Option<&'static Definition> {
    entry(word).map(|(definition, _)| definition)
}

/// The subcommand of this folded word, and the word.
pub(super) fn entry(word: &str) -> Option<(&'static Definition, &'static str)> {
    let place = BY_WORD.get(word)?;
    let (word, definition) = &ALL_WORDS[*place];
    Some((definition, word))
}

/// Each word of each subcommand, in all languages and folded.
static ALL_WORDS: LazyLock<Vec<(String, &'static Definition)>> = LazyLock::new(|| {
    let named = COMMANDS.iter().filter(|definition| !definition.name.is_empty());
    let words = named.flat_map(|definition| {
        let words = std::iter::once(&definition.name).chain(definition.aliases);
        words.chain(words::of(definition.name)).map(move |word| (fold(word), definition))
    });
    words.collect()
});

static BY_WORD: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    ALL_WORDS.iter().enumerate().map(|(place, (word, _))| (word.as_str(), place)).collect()
});

/// The subcommands whose Chinese words begin this folded text, with those words: between them and
/// what they take no space is needed (`同意3`). Longer words first.
pub(super) fn glued(text: &str) -> Vec<(&'static Definition, &'static str)> {
    // No space stands within a word of these languages.
    let mut found: Vec<(&Definition, &str)> = ALL_WORDS
        .iter()
        .map(|(word, definition)| (*definition, word.as_str()))
        .filter(|(_, word)| {
            word.starts_with(is_hanzi) && text.len() > word.len() && text.starts_with(word)
        })
        .collect();
    found.sort_by_key(|(_, word)| std::cmp::Reverse(word.len()));
    found
}

fn alone(text: &str, command: impl FnOnce() -> Command) -> Fit {
    if text.is_empty() || is_object(&fold(text)) { Fit::Command(command()) } else { Fit::Misfit }
}

fn only(fits: bool, text: &str, command: Command) -> Fit {
    if fits { alone(text, || command) } else { Fit::Misfit }
}

/// What people say after a command that needs nothing: `undo that`, `撤销 改名`.
fn is_object(text: &str) -> bool {
    let text = text.trim_start_matches('的').trim_start();
    matches!(
        text,
        "" | "for"
            | "it"
            | "this"
            | "that"
            | "last"
            | "rename"
            | "the rename"
            | "last rename"
            | "last change"
            | "the last change"
            | "my name"
            | "my nickname"
            | "name"
            | "nickname"
            | "group"
            | "昵称"
            | "群昵称"
            | "名字"
            | "我的昵称"
            | "我的群昵称"
            | "我的名字"
            | "改名"
            | "修改"
            | "上次"
            | "上一次"
            | "上次的"
            | "刚才的"
            | "一下"
            | "本群"
            | "这个群"
            | "格式"
    )
}

/// A page of help, by its name or by that of a command on it.
fn topic(text: &str) -> Option<Topic> {
    Some(match text {
        "names" | "name" | "renaming" | "名字" => Topic::Names,
        "rules" | "rule" | "规则" | "格式" | "formats" => Topic::Rules,
        "people" | "members" | "member" | "成员" | "人" | "审批" => Topic::People,
        "group" | "groups" | "群" | "本群" | "群组" => Topic::Group,
        // 帮我撤销 asks for that command.
        word if word.is_ascii() => find(word)?.topic(),
        _ => return None,
    })
}

impl Definition {
    /// The page of help that tells of it.
    #[must_use]
    pub fn topic(&self) -> Topic {
        match self.name {
            "allow" | "format" | "use" | "check" | "remind" | "collect" | "apply" | "confirm" => {
                Topic::Rules
            }
            "trust" | "untrust" | "lock" | "unlock" | "exempt" | "unexempt" | "approval"
            | "approve" | "reject" | "reserved" | "lookalikes" => Topic::People,
            "bind" | "adopt" | "release" | "doctor" | "stats" | "welcome" | "quiet" | "lang" => {
                Topic::Group
            }
            _ => Topic::Names,
        }
    }
}

fn argument(command: Option<Command>) -> Fit {
    command.map_or(Fit::Misfit, Fit::Command)
}

fn member(text: &str, mention: Option<&Person>, command: impl FnOnce(Person) -> Command) -> Fit {
    match mention {
        Some(person) if text.is_empty() || is_object(&fold(text)) || is_person(&fold(text)) => {
            Fit::Command(command(person.clone()))
        }
        _ => Fit::Misfit,
    }
}

/// How people point at somebody whom they mention as well.
fn is_person(text: &str) -> bool {
    matches!(
        text,
        "他" | "她" | "它" | "ta" | "此人" | "这个人" | "该成员" | "him" | "her" | "them"
    )
}

/// Whether the shape is one is found out by whoever carries it out; here it must only be meant.
fn format(text: &str) -> Option<Command> {
    let is_off = matches!(
        fold(text).as_str(),
        "不限" | "不限制" | "无" | "没有" | "取消" | "清除" | "删除" | "none" | "any"
    );
    if is_off || switch(text) == Some(false) {
        return Some(Command::Format(None));
    }
    let is_regex = text.len() > 2 && text.starts_with('/') && text.ends_with('/');
    let has_part = text.find(['{', '｛']).is_some_and(|open| text[open..].contains(['}', '｝']));
    (is_regex || has_part).then(|| Command::Format(Some(text.to_owned())))
}

/// The rule of that name, or none any more; whether there is one is found out by whoever carries it
/// out.
fn shared_rule(text: &str) -> Option<Command> {
    let is_off = switch(text) == Some(false)
        || matches!(fold(text).as_str(), "不限" | "无" | "没有" | "取消" | "none" | "any");
    let name = text.strip_prefix("the ").unwrap_or(text);
    let name = name.strip_prefix("rule ").unwrap_or(name);
    if is_off { Some(Command::Format(None)) } else { RuleName::parse(name).map(Command::Use) }
}

/// More parts than this nobody answers in one line.
const MOST_PARTS: usize = 5;

/// `{name}{number}`, `done`, `off`, or nothing.
fn collect(text: &str) -> Option<Command> {
    let folded = fold(text);
    let what = match folded.as_str() {
        "" | "status" | "show" | "list" | "状态" | "查看" | "谁没填" | "谁还没填" => {
            Collect::Show
        }
        "done" | "finish" | "finished" | "完成" | "结束" | "收齐了" | "好了" | "齐了" => {
            Collect::Done
        }
        "取消" | "stop" | "cancel" => Collect::Off,
        folded if switch(folded) == Some(false) => Collect::Off,
        _ => Collect::Begin(parts(text)?),
    };
    Some(Command::Collect(what))
}

/// The names of parts in braces; anything may stand between them.
fn parts(text: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    for piece in text.split(['{', '｛']).skip(1) {
        let (part, _) = piece.split_once(['}', '｝'])?;
        let part = part.trim().trim_end_matches(['?', '？']);
        let is_name = (1..=20).contains(&part.chars().count())
            && part.chars().all(|c| c.is_alphanumeric() || c == '_');
        if !is_name || parts.iter().any(|known| known == part) {
            return None;
        }
        parts.push(part.to_owned());
    }
    (1..=MOST_PARTS).contains(&parts.len()).then_some(parts)
}

/// It needs nothing, and nobody.
fn kind_change(text: &str, mention: Option<&Person>, change: KindChange) -> Fit {
    only(mention.is_none(), text, Command::ChangeKind(change))
}

fn switch(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "on" | "yes" | "enable" | "enabled" | "true" | "开" | "开启" | "打开" | "启用" | "开通"
        | "开了" | "要" | "需要" | "是" => Some(true),
        "off" | "no" | "disable" | "disabled" | "false" | "关" | "关闭" | "关掉" | "停用"
        | "禁用" | "关了" | "关上" | "不开" | "不要" | "不用" | "不需要" | "否" => {
            Some(false)
        }
        _ => None,
    }
}

/// When to remind, if at all: `daily`, `每天 18 点`, `until 2026-12-01`.
fn remind(text: &str) -> Option<Option<(Pace, i8)>> {
    let folded = fold(text);
    if switch(&folded) == Some(false) || matches!(folded.as_str(), "取消" | "停止" | "stop") {
        return Some(None);
    }
    let text = folded.trim_start_matches("every ");
    let until = ["until", "before", "by", "截止到", "截止", "直到", "到"];
    let until = until.iter().find_map(|word| text.strip_prefix(word)).map(str::trim_start);
    let words = until.unwrap_or(text).trim_start_matches(['在', ':', '：']);
    let (pace, rest) = pace(words)?;
    let hour = match rest.trim_start_matches(['的', '前', ' ']) {
        "" => USUAL_HOUR,
        text => hour(text.trim_start_matches("at "))?,
    };
    // A day needs no word before it, and nothing else takes one.
    (until.is_none() || matches!(pace, Pace::Until(_))).then_some(Some((pace, hour)))
}

/// How often, and what follows: 每天18点, `weekly 9`, `2026-12-01`.
fn pace(text: &str) -> Option<(Pace, &str)> {
    const WORDS: &[(Pace, &[&str])] = &[
        (Pace::Daily, &["daily", "day", "每天", "每日", "天天", "每个工作日", "工作日"]),
        (Pace::Weekly, &["weekly", "week", "monday", "每周一", "每周", "每星期", "每个星期"]),
    ];
    let words = WORDS.iter().flat_map(|(pace, words)| words.iter().map(move |word| (*pace, *word)));
    let mut found = words.filter_map(|(pace, word)| Some((pace, text.strip_prefix(word)?)));
    found.next().or_else(|| {
        let (day, rest) = text.split_once(' ').unwrap_or((text, ""));
        Some((Pace::Until(Day::parse(day.trim_end_matches('前'))?), rest))
    })
}

/// `18`, `18:00`, 18点.
fn hour(text: &str) -> Option<i8> {
    let ends = ["点钟", "点", "时", "h", ":00", "：00"];
    let text = ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    text.trim().parse().ok().filter(|hour| (0..24).contains(hour))
}

/// `3`, and as people write numbers in a chat: `#3`, `3号`, `第3个`.
fn number(text: &str) -> Option<u32> {
    let text = fold(text);
    let text = text.trim_start_matches("申请").trim_start();
    let text = text.trim_start_matches(['#', '第']).trim_end_matches(['号', '个', '条', '次']);
    text.trim().parse().ok().filter(|number| *number > 0)
}

/// More changes than this are no answer for a phone.
const MOST_CHANGES: u32 = 50;

/// How many changes are asked for: any, or `5`, `最近5次`, `last 5`.
fn history_count(text: &str) -> Option<Option<u32>> {
    let text = fold(text);
    let text = text.trim_start_matches("最近").trim_start_matches("前").trim();
    if text.is_empty() || text == "全部" || text == "all" || is_object(text) {
        return Some(None);
    }
    let text = text.strip_prefix("last ").unwrap_or(text);
    // 历史 2024 asks for something else.
    number(text).filter(|most| *most <= MOST_CHANGES).map(Some)
}

/// `add 班主任`, `remove 班主任`
fn reserve(text: &str) -> Option<Command> {
    let (word, name) = first_word(text);
    let reserve = match fold(word).as_str() {
        "add" | "+" | "添加" | "增加" | "新增" | "加" => true,
        "remove" | "delete" | "del" | "-" | "删除" | "移除" | "去掉" | "取消" => false,
        _ => return None,
    };
    let fits = !name.is_empty() && name.chars().count() <= MAX_CHARACTERS;
    fits.then(|| Command::Reserve(name.to_owned(), reserve))
}

/// A language by its tag, or as people call it.
fn language(text: &str) -> Option<String> {
    language_called(text).map(str::to_owned).or_else(|| language_tag(text))
}

/// The tag of a language, as people call it.
pub(super) fn language_called(text: &str) -> Option<&'static str> {
    Some(match fold(text).as_str() {
        "中文" | "汉语" | "简体" | "简体中文" | "普通话" | "chinese" | "simplified chinese" => {
            "zh-CN"
        }
        "繁体" | "繁体中文" | "正体" | "正体中文" | "台湾" | "香港" | "traditional chinese" => {
            "zh-TW"
        }
        "英文" | "英语" | "english" => "en",
        "日文" | "日语" | "日本语" | "にほんご" | "japanese" => "ja",
        "韩文" | "韩语" | "한국어" | "korean" => "ko",
        "越南语" | "越南文" | "tiếng việt" | "tieng viet" | "vietnamese" => "vi",
        "印尼语" | "印尼文" | "bahasa indonesia" | "indonesia" | "indonesian" => "id",
        "泰语" | "泰文" | "ไทย" | "ภาษาไทย" | "thai" => "th",
        "马来语" | "马来文" | "bahasa melayu" | "melayu" | "malay" => "ms",
        _ => return None,
    })
}

/// The shape of a BCP 47 tag; whether we speak the language is not known here.
fn language_tag(text: &str) -> Option<String> {
    let tag = text.replace('_', "-");
    let mut parts = tag.split('-');
    // Lang Yun is a name.
    let language = parts.next().is_some_and(|part| {
        part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic())
            || part.len() == 3 && part.bytes().all(|b| b.is_ascii_lowercase())
    });
    let rest = parts.all(|part| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    (language && rest).then_some(tag)
}
