import { DONE, type RouteExamples } from './route-example.ts';
import { SAMPLE_AT, SAMPLE_BOX, SAMPLE_GROUP_BOX, SAMPLE_MESSAGE } from './sample-values.ts';

const { boxId, boxNo, title, kind, greetings, mustChangePin, limits } = SAMPLE_BOX;
const { boxId: _id, greetings: _greetings, mustChangePin: _mustChange, ...setup } = SAMPLE_BOX;
const params = { messageId: SAMPLE_MESSAGE.messageId };
const boxParams = { boxId };
const greetingParams = { boxId, slot: 'off' };
const name = { boxId, boxNo, title, kind };
const groupName = {
  boxId: SAMPLE_GROUP_BOX.boxId,
  boxNo: SAMPLE_GROUP_BOX.boxNo,
  title: SAMPLE_GROUP_BOX.title,
  kind: SAMPLE_GROUP_BOX.kind,
};
const deleted = { ...SAMPLE_MESSAGE, state: 'deleted', deletedAt: SAMPLE_AT };

/** Boxes, their messages and greetings. */
export const VOICEMAIL_EXAMPLES: RouteExamples = {
  'GET /api/voicemail/boxes': {
    status: 200,
    answer: [
      { ...name, newCount: 1, count: 1, maxMessages: limits.maxMessages, greetings, mustChangePin, mayKeep: true },
    ],
  },
  'GET /api/voicemail/directory': { status: 200, answer: [name, groupName] },
  'GET /api/voicemail/messages': {
    query: { boxId, filter: 'new', limit: 20 },
    status: 200,
    answer: { messages: [SAMPLE_MESSAGE] },
  },
  'PUT /api/voicemail/messages/:messageId/heard': {
    params,
    body: { heard: true },
    status: 200,
    answer: { ...SAMPLE_MESSAGE, state: 'heard', heardBy: 'user_agent', heardAt: SAMPLE_AT },
  },
  'DELETE /api/voicemail/messages/:messageId': { params, status: 200, answer: deleted },
  'POST /api/voicemail/messages/:messageId/restore': {
    params: { messageId: 'message_deleted' },
    status: 200,
    answer: { ...SAMPLE_MESSAGE, messageId: 'message_deleted' },
  },
  'POST /api/voicemail/messages/:messageId/forward': {
    params,
    body: { boxId: SAMPLE_GROUP_BOX.boxId },
    status: 200,
    answer: {
      ...SAMPLE_MESSAGE,
      messageId: 'message_2',
      boxId: SAMPLE_GROUP_BOX.boxId,
      forwardedFrom: boxId,
    },
  },
  'POST /api/voicemail/messages/:messageId/call-back': { params, status: 200, answer: { callId: 'call_9' } },
  'PUT /api/voicemail/boxes/:boxId/pin': { ...DONE, params: boxParams, body: { pin: '471193' } },
  'GET /api/voicemail/boxes/:boxId/greetings/:slot': { params: greetingParams, status: 200 },
  'PUT /api/voicemail/boxes/:boxId/greetings/:slot': { ...DONE, params: greetingParams },
  'DELETE /api/voicemail/boxes/:boxId/greetings/:slot': { ...DONE, params: greetingParams },
  'GET /api/voicemail/setups': { status: 200, answer: [SAMPLE_BOX, SAMPLE_GROUP_BOX] },
  'POST /api/voicemail/setups': {
    body: { ...setup, boxNo: '802', title: '王芳', ownerUserId: 'user_supervisor', stationNos: ['802'] },
    status: 201,
    answer: { boxId: 'box_802', pin: '730462' },
  },
  'PUT /api/voicemail/setups/:boxId': { params: boxParams, body: setup, status: 200, answer: SAMPLE_BOX },
  'DELETE /api/voicemail/setups/:boxId': { ...DONE, params: boxParams, query: { withMessages: 'yes' } },
  'POST /api/voicemail/setups/:boxId/pin': { params: boxParams, status: 200, answer: { boxId, pin: '730462' } },
};
