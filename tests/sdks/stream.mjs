// The official Node SDK at a Stream gateway: tells each message and each event that comes, a line of
// JSON each, and acknowledges them as its documents say. Ends when its standard input does.
//
// The SDK's addresses are constants, so its requests are sent to SIMULATOR_URL on their way out.

import axios from "axios";
import { DWClient, EventAck, TOPIC_ROBOT } from "dingtalk-stream";

axios.interceptors.request.use((request) => {
  const { pathname, search } = new URL(request.url);
  request.url = new URL(pathname + search, process.env.SIMULATOR_URL).href;
  return request;
});

// The SDK itself prints to standard output.
console.info = console.error;
const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const client = new DWClient({
  clientId: process.env.CLIENT_ID,
  clientSecret: process.env.CLIENT_SECRET,
  keepAlive: true,
});
client.registerCallbackListener(TOPIC_ROBOT, ({ headers, data }) => {
  const message = JSON.parse(data);
  tell({ message: message.text.content.trim(), by: message.senderStaffId, id: message.msgId });
  client.socketCallBackResponse(headers.messageId, null);
});
client.registerAllEventListener(({ headers, data }) => {
  const { openConversationId } = JSON.parse(data);
  tell({ event: headers.eventType, id: headers.eventId, group: openConversationId });
  return { status: EventAck.SUCCESS };
});
process.stdin.on("end", () => process.exit(0)).resume();
await client.connect();
