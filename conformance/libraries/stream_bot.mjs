// DingTalk's official Stream SDK for Node: says hello to hello. Its addresses are constants, so its
// requests are sent to DINGTALK_OPENAPI_ENDPOINT on their way out.

import axios from "axios";
import { DWClient, EventAck, TOPIC_ROBOT } from "dingtalk-stream";

axios.interceptors.request.use((request) => {
  const { pathname, search } = new URL(request.url);
  request.url = new URL(pathname + search, process.env.DINGTALK_OPENAPI_ENDPOINT).href;
  return request;
});
for (const name of ["log", "info", "debug", "warn", "error"]) console[name] = () => {};

const client = new DWClient({
  clientId: process.env.CLIENT_ID,
  clientSecret: process.env.CLIENT_SECRET,
});
client.registerCallbackListener(TOPIC_ROBOT, async ({ headers, data }) => {
  const message = JSON.parse(data);
  client.socketCallBackResponse(headers.messageId, null);
  if (message.text?.content.trim() === "hello") {
    await axios.post(message.sessionWebhook, { msgtype: "text", text: { content: "hello" } });
  }
});
client.registerAllEventListener(() => ({ status: EventAck.SUCCESS }));
await client.connect();
