"""alicebot-adapter-dingtalk at an HTTP callback: says hello to hello."""

import os

from alicebot import Bot, Plugin
from alicebot.adapter.dingtalk import DingTalkAdapter

dingtalk = {
    "host": "127.0.0.1",
    "port": int(os.environ["PORT"]),
    "url": "/dingtalk",
    "app_secret": os.environ["CLIENT_SECRET"],
}
bot = Bot(
    config_file=None,
    config_dict={"bot": {"log": {"level": "CRITICAL"}}, "adapter": {"dingtalk": dingtalk}},
)


class Hello(Plugin):
    async def handle(self):
        await self.event.reply("hello")

    async def rule(self):
        return self.event.get_plain_text().strip() == "hello"


bot.load_plugins(Hello)
bot.load_adapters(DingTalkAdapter)
bot.run()
