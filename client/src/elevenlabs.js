/**
 * Wraps the options of the ElevenLabs SDK's `Conversation.startSession`, so that what is said is saved. The page's own callbacks are called as
 * before, and what they throw stays theirs.
 *
 * Messages that come before the conversation's id wait for it. A correction of an interrupted answer is saved under the id of the answer, whose row stays and
 * keeps the other text as a revision.
 */
export function attachElevenLabs(save, flush, options = {}) {
  let conversationId;
  const early = [];

  const saved = (message) => {
    if (conversationId === undefined) {
      early.push(message);
    } else {
      save({ ...message, elevenlabs_conversation_id: conversationId });
    }
  };

  const begin = (id) => {
    conversationId = id;
    early.splice(0).forEach(saved);
  };

  const message = (role, content, eventId) => {
    if (typeof content !== 'string' || content === '') {
      return;
    }
    saved({
      role: role === 'user' ? 'user' : 'assistant',
      content,
      timestamp: new Date().toISOString(),
      provider: 'elevenlabs',
      ...(eventId === undefined || eventId === null ? {} : { elevenlabs_message_id: String(eventId) }),
    });
  };

  return {
    ...options,
    onConnect: (details) => {
      if (typeof details?.conversationId === 'string') {
        begin(details.conversationId);
      }
      return options.onConnect?.(details);
    },
    onMessage: (details) => {
      message(details?.role ?? details?.source, details?.message, details?.event_id);
      return options.onMessage?.(details);
    },
    onAgentResponseCorrection: (details) => {
      message('agent', details?.corrected_agent_response, details?.event_id);
      return options.onAgentResponseCorrection?.(details);
    },
    onDisconnect: (details) => {
      flush();
      return options.onDisconnect?.(details);
    },
  };
}
