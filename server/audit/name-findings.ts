import type { NamedFinding } from '#contract/audit.ts'
import type { Finding } from '#contract/log.ts'
import type { Transaction } from '#db/connect.ts'
import { namedTip } from './resolve.ts'
import {
  behindChange,
  caseNumber,
  caseOfOutcome,
  deskOf,
  personOf,
  recordOf,
  tipOf,
  tipOfOrder,
} from './store-findings.ts'

type About = Pick<NamedFinding, 'tip' | 'case' | 'person' | 'desk'>
const NOTHING: About = { tip: null, case: null, person: null, desk: null }
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Findings with what each is about, as people say it. What the record does not tell any more stays empty. */
export async function nameFindings(tx: Transaction, findings: readonly Finding[]): Promise<NamedFinding[]> {
  const named: NamedFinding[] = []
  for (const finding of findings) {
    const about = finding.source && finding.record ? await aboutOf(tx, finding.source, finding.record) : NOTHING
    named.push({ ...finding, ...about })
  }
  return named
}

/** What a record is about, from its table and key: the columns of its primary key, joined by a slash. */
async function aboutOf(tx: Transaction, source: string, record: string): Promise<About> {
  const [first = '', second = ''] = record.split('/')
  if (source === 'records' || source === 'row_changes')
    return /^\d{1,18}$/.test(first) ? ofEntry(tx, source, first) : NOTHING
  if (!UUID.test(first)) return NOTHING
  if (source === 'desk_members')
    return { ...NOTHING, desk: await deskOf(tx, first), person: await ofUuid(tx, second, personOf) }
  if (source === 'case_officers')
    return { ...NOTHING, case: await caseNumber(tx, first), person: await ofUuid(tx, second, personOf) }
  if (source === 'staff') return { ...NOTHING, person: await personOf(tx, first) }
  if (source === 'desks') return { ...NOTHING, desk: await deskOf(tx, first) }
  if (source === 'outcomes' || source === 'outcome_confirmations')
    return { ...NOTHING, case: await caseOfOutcome(tx, first) }
  if (source === 'cases' || source.startsWith('case_')) return { ...NOTHING, case: await caseNumber(tx, first) }
  // Tips, what hangs on them, and everything later that begins with the id of a tip.
  const tipId = source === 'supervision_orders' ? await tipOfOrder(tx, first) : first
  if (tipId === null) return NOTHING
  const { there, deleted } = await tipOf(tx, tipId)
  return { ...NOTHING, tip: namedTip(there, deleted) }
}

const ofUuid = async <T>(
  tx: Transaction,
  id: string,
  read: (tx: Transaction, id: string) => Promise<T | null>,
): Promise<T | null> => (UUID.test(id) ? read(tx, id) : null)

async function ofEntry(tx: Transaction, source: 'records' | 'row_changes', seq: string): Promise<About> {
  if (source === 'row_changes') {
    const changed = await behindChange(tx, seq)
    return changed === null || changed.source === 'row_changes' ? NOTHING : aboutOf(tx, changed.source, changed.record)
  }
  const row = await recordOf(tx, seq)
  if (row === null) return NOTHING
  return { tip: namedTip(row.tip, row.deleted), case: row.case, person: row.person, desk: row.desk }
}
