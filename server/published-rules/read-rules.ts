import type { PublishedRules, PublishedRulesReply } from '#contract/estimate.ts'
import type { Database } from '#db/connect.ts'
import { found } from '../http/refusal.ts'
import { selectRuleSets, type PublishedRow } from './store.ts'

/** The rule set with a code, or the one in force, and a list of all. Refuses `notFound`. */
export async function readRules(
  { db }: { db: Database },
  { set }: { set?: string | undefined },
): Promise<PublishedRulesReply> {
  const rows = await selectRuleSets(db)
  const row = found(
    rows.find(({ standing, document }) => (set === undefined ? standing === 'in-force' : document.code === set)),
    'notFound',
  )
  return { rules: shown(row), document: row.document, sets: rows.map(shown) }
}

const shown = ({ document, ...row }: PublishedRow): PublishedRules => {
  const { code, zh, en, isOfficial } = document
  return { ...row, code, zh, en, isOfficial }
}
