"""The official Python client of the newer API: a token, a chatid converted, a nickname in a template
group, a message to a group. Tells what it was answered, a line of JSON.
"""

import json
import os
import urllib.parse

from alibabacloud_dingtalk.im_1_0 import models as im
from alibabacloud_dingtalk.im_1_0.client import Client as ImClient
from alibabacloud_dingtalk.oauth2_1_0 import models as oauth2
from alibabacloud_dingtalk.oauth2_1_0.client import Client as OAuth2Client
from alibabacloud_dingtalk.robot_1_0 import models as robot
from alibabacloud_dingtalk.robot_1_0.client import Client as RobotClient
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_util.models import RuntimeOptions


env = os.environ


def client(kind):
    # The address stands in where the client has DingTalk's built in.
    endpoint = urllib.parse.urlsplit(env["SIMULATOR_URL"]).netloc
    return kind(Config(protocol="http", region_id="central", endpoint=endpoint))


runtime = RuntimeOptions()
request = oauth2.GetAccessTokenRequest(app_key=env["CLIENT_ID"], app_secret=env["CLIENT_SECRET"])
granted = client(OAuth2Client).get_access_token(request).body
token = granted.access_token

headers = im.ChatIdToOpenConversationIdHeaders(x_acs_dingtalk_access_token=token)
converted = client(ImClient).chat_id_to_open_conversation_id_with_options(
    env["CHAT_ID"], headers, runtime
)

headers = im.UpdateMemberGroupNickHeaders(x_acs_dingtalk_access_token=token)
request = im.UpdateMemberGroupNickRequest(
    group_nick=env["NICKNAME"],
    open_conversation_id=env["SCENE_GROUP"],
    user_id=env["USER_ID"],
)
renamed = client(ImClient).update_member_group_nick_with_options(request, headers, runtime)

headers = robot.OrgGroupSendHeaders(x_acs_dingtalk_access_token=token)
request = robot.OrgGroupSendRequest(
    robot_code=env["ROBOT_CODE"],
    open_conversation_id=converted.body.open_conversation_id,
    msg_key="sampleText",
    msg_param=json.dumps({"content": env["TEXT"]}),
)
sent = client(RobotClient).org_group_send_with_options(request, headers, runtime)

told = {
    "expires_in": granted.expire_in,
    "converted": converted.body.open_conversation_id,
    "renamed": renamed.body.success,
    "sent": bool(sent.body.process_query_key),
}
print(json.dumps(told))
