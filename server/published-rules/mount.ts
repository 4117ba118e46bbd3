import type { FastifyInstance } from 'fastify'
import { estimateReward, readPublishedRules } from '#contract/estimate.ts'
import { RULES_PREFIX } from '#contract/rules-prefix.ts'
import { ruleSetSchema } from '#contract/rewards/rule-set-schema.ts'
import type { Database } from '#db/connect.ts'
import { serveOn } from '../http/serve.ts'
import { estimate } from './estimate.ts'
import { readRules } from './read-rules.ts'

/** The rules of rewards for everybody: to read, to have as files, and to ask what they would pay. */
export async function mountPublishedRules(app: FastifyInstance, deps: { db: Database }): Promise<void> {
  const serve = serveOn(app, async () => null)
  serve(readPublishedRules, { may: 'anyone' }, ({ params }) => readRules(deps, params))
  serve(estimateReward, { may: 'anyone' }, ({ params }) => estimate(deps, params))
  app.get(`${RULES_PREFIX}/schema.json`, { config: { id: 'ruleSetSchema' } }, async (_request, reply) =>
    reply
      .header('content-type', 'application/schema+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(ruleSetSchema(), null, 2)),
  )
  app.get(`${RULES_PREFIX}/:code.json`, { config: { id: 'ruleSetFile' } }, async (request, reply) => {
    const { code } = request.params as { code: string }
    const { document } = await readRules(deps, { set: code })
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${document.code}.json"`)
      .header('cache-control', 'no-store')
      .send(JSON.stringify(document, null, 2))
  })
}
