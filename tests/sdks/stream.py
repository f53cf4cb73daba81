"""The official Python SDK at a Stream gateway: tells each message and each event that comes, a line
of JSON each, and lets the SDK acknowledge them. Ends when its standard input does.

The gateway is that of DINGTALK_OPENAPI_ENDPOINT, which the SDK itself reads.
"""

import asyncio
import json
import os
import sys
import threading

import dingtalk_stream
from dingtalk_stream import AckMessage


def tell(**what):
    print(json.dumps(what, ensure_ascii=False), flush=True)


class Messages(dingtalk_stream.ChatbotHandler):
    async def process(self, callback):
        message = dingtalk_stream.ChatbotMessage.from_dict(callback.data)
        tell(message=message.text.content.strip(), by=message.sender_staff_id, id=message.message_id)
        return AckMessage.STATUS_OK, "OK"


class Events(dingtalk_stream.EventHandler):
    async def process(self, event):
        headers = event.headers
        tell(event=headers.event_type, id=headers.event_id, group=event.data["openConversationId"])
        return AckMessage.STATUS_OK, "OK"


def end_with_input():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_input, daemon=True).start()
credential = dingtalk_stream.Credential(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"])
client = dingtalk_stream.DingTalkStreamClient(credential)
client.register_callback_handler(dingtalk_stream.ChatbotMessage.TOPIC, Messages())
client.register_all_event_handler(Events())
asyncio.run(client.start())
