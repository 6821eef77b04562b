// The design one would otherwise pick: each request inserts its row and answers when Postgres has committed it.
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import jwt from '@fastify/jwt';
import pg from 'pg';

const INSERT = `
  INSERT INTO paco_conversations
    (research_id_fk, conversation_id, "timestamp", role, content, provider,
     elevenlabs_conversation_id, elevenlabs_message_id, message_key, source, received_at)
  SELECT r.id, $2, $3, $4::text, $5, $6, $7, $8, $9, 'frontend', now()
  FROM paco_research_ids r WHERE r.research_id = $1
  ON CONFLICT (message_key) DO NOTHING
  RETURNING id`;

const string = { type: 'string', minLength: 1 };
const schema = {
  body: {
    type: 'object',
    required: ['research_id', 'role', 'content', 'timestamp'],
    properties: {
      research_id: { ...string, maxLength: 50 },
      role: { enum: ['user', 'assistant'] },
      content: { ...string, maxLength: 10000 },
      timestamp: string,
      provider: { enum: ['elevenlabs', 'openai'], default: 'openai' },
      elevenlabs_conversation_id: { ...string, maxLength: 255 },
      elevenlabs_message_id: { ...string, maxLength: 255 },
    },
  },
};

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const server = Fastify();
await server.register(jwt, { secret: process.env.PACO_JWT_SECRET });
server.get('/readyz', () => pool.query('SELECT 1').then(() => ({ status: 'UP' })));
server.post('/login', { schema: { body: { type: 'object', properties: { research_id: string } } } }, (request) => ({
  access_token: server.jwt.sign({ sub: request.body.research_id }, { expiresIn: '1h' }),
}));
server.post('/save-message', { schema, onRequest: (request) => request.jwtVerify() }, async (request, reply) => {
  const body = request.body;
  if (body.research_id !== request.user.sub) {
    return reply.code(403).send({ code: 'research_id_mismatch' });
  }
  const conversation = body.elevenlabs_conversation_id ?? body.research_id;
  const key = createHash('sha256')
    .update(JSON.stringify([body.research_id, conversation, body.role, body.elevenlabs_message_id ?? body.timestamp]))
    .digest('hex')
    .slice(0, 32);
  const { rows } = await pool.query({
    name: 'save',
    text: INSERT,
    values: [
      body.research_id,
      conversation,
      body.timestamp,
      body.role,
      body.content,
      body.provider,
      body.elevenlabs_conversation_id,
      body.elevenlabs_message_id,
      key,
    ],
  });
  return { success: true, message_id: rows[0]?.id ?? null, timestamp: body.timestamp };
});
await server.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
