-- What wrk sends for scripts/bench: signed callbacks of one kilobyte, each with an id of its own,
-- of BENCH_PEOPLE in 50 groups.
--
-- The signature covers the time and the secret, and nothing of the body, so one is good for all.
-- All that differs has a fixed width, so that a request is one template filled in: what wrk takes
-- of the processor is missing to the one who answers.

local timestamp = assert(os.getenv("BENCH_TIMESTAMP"))
local sign = assert(os.getenv("BENCH_SIGN"))
local webhook = assert(os.getenv("BENCH_WEBHOOK"))
local text = assert(os.getenv("BENCH_TEXT"))
local people = assert(tonumber(os.getenv("BENCH_PEOPLE")))

local body = {
    [[{"senderPlatform":"Mac","conversationId":"cidb3qFkJumsbzH0t3%04d/4JFA==",]],
    [["atUsers":[{"dingtalkId":"$:LWCP_v1:$JTA7RlFcZ3J9iJOeqbS/ytXg6/YBDBci"}],]],
    [["chatbotCorpId":"dingbenchcorp0000000000000000000001",]],
    [["chatbotUserId":"$:LWCP_v1:$JTA7RlFcZ3J9iJOeqbS/ytXg6/YBDBci",]],
    [["openThreadId":"cidb3qFkJumsbzH0t3%04d/4JFA==","msgId":"msg%08x%08x%08x==",]],
    [["senderNick":"王小明","isAdmin":false,"senderStaffId":"0911223344%06d",]],
    [["sessionWebhookExpiredTime":]] .. string.format("%d", timestamp + 5400000) .. ",",
    [["createAt":%013d,"senderCorpId":"dingbenchcorp0000000000000000000001",]],
    [["conversationType":"2","senderId":"$:LWCP_v1:$3un0/woVICs2QUxX%06d==",]],
    [["conversationTitle":"性能测试群 %04d","isInAtList":true,]],
    [["sessionWebhook":"]] .. webhook .. [[?session=0123456789abcdef0123456789abcdef",]],
    [["senderUnionId":"BobAbCdEfGhIjKlMn%06dE","text":{"content":" ]] .. text .. [["},]],
    [["robotCode":"dingbench","msgtype":"text"]],
}

local function fill(template, number, run)
    -- Ids in no order, as DingTalk's are.
    local scattered = number * 2654435761 % 0x100000000
    local person, group = scattered % people, number % 50
    local sent_at = timestamp - 60000 + number % 60000
    return template:format(
        group, group, scattered, number, run, person, sent_at, person, group, person
    )
end

-- A field that nobody reads makes it a kilobyte.
body = table.concat(body)
body = body .. ',"extension":"' .. ("x"):rep(1024 - #fill(body, 0, 0) - #',"extension":""}') .. '"}'

local length = #fill(body, 0, 0)
local template, run
local number = 0

function init()
    -- Two runs on one store share no id.
    run = os.time() % 0x100000000
    template = table.concat({
        "POST " .. wrk.path .. " HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json; charset=utf-8",
        "timestamp: " .. timestamp,
        "sign: " .. sign,
        "Content-Length: " .. length,
        "",
        body,
    }, "\r\n")
end

function request()
    number = number + 1
    return fill(template, number, run)
end

-- One line for scripts/bench: answers, those of them that were no 2xx, connections that failed,
-- microseconds that it took, the 99th percentile in microseconds, and the body's length.
function done(summary, latency)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.timeout
    print(string.format(
        "BENCH %d %d %d %d %d %d",
        summary.requests, errors.status, failed, summary.duration, latency:percentile(99), length
    ))
end
