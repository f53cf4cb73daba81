"""DingTalk's official Stream SDK for Python: says hello to hello. Its gateway is that of
DINGTALK_OPENAPI_ENDPOINT."""

import logging
import os

import dingtalk_stream
from dingtalk_stream import AckMessage

logging.disable(logging.CRITICAL)


class Messages(dingtalk_stream.ChatbotHandler):
    async def process(self, callback):
        message = dingtalk_stream.ChatbotMessage.from_dict(callback.data)
        words = " ".join(self.extract_text_from_incoming_message(message) or []).strip()
        if words == "hello":
            self.reply_text("hello", message)
        return AckMessage.STATUS_OK, "OK"


class Events(dingtalk_stream.EventHandler):
    async def process(self, event):
        return AckMessage.STATUS_OK, "OK"


credential = dingtalk_stream.Credential(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"])
client = dingtalk_stream.DingTalkStreamClient(credential)
client.register_callback_handler(dingtalk_stream.ChatbotMessage.TOPIC, Messages())
client.register_all_event_handler(Events())
client.start_forever()
