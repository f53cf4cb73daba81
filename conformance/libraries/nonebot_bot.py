"""nonebot-adapter-ding at an HTTP callback: says hello to hello."""

import os

import nonebot
from nonebot import on_message
from nonebot.adapters.ding import Bot, MessageEvent

nonebot.init(
    driver="nonebot.drivers.fastapi",
    host="127.0.0.1",
    port=int(os.environ["PORT"]),
    ding_secret=os.environ["CLIENT_SECRET"],
    log_level="ERROR",
)
nonebot.get_driver().register_adapter("ding", Bot)


@on_message().handle()
async def hello(bot: Bot, event: MessageEvent):
    if event.get_plaintext().strip() == "hello":
        await bot.send(event, "hello")


nonebot.run()
