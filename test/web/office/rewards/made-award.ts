import type { ReadAward } from '#contract/awards.ts'
import type { StrikeAward, TipAward } from '#contract/rewards/content.ts'
import { facts, line, part, rules } from './made.ts'

/** Awards as the server gives them, for tests of forms: one of a tip, granted, and one of those who took part. */
const DESK = { id: 'desk', nameZh: '三亚市公安局禁毒支队', nameEn: 'Sanya drug squad' }
export const DIGEST = 'a1b2c3d4e5f60718'.repeat(4)
const AT = '2026-03-12T02:05:00Z'

const step = (seq: number, of: ReadAward['steps'][number]['step'], name: string): ReadAward['steps'][number] => ({
  version: 1,
  seq,
  step: of,
  by: { id: name, name },
  at: AT,
  digest: DIGEST,
  signatureB64: '',
  signPublicB64: null,
  sealedB64: null,
})

export const tipContent = (more: Partial<TipAward> = {}): TipAward => ({
  fund: 'tips',
  award: 'award',
  version: 1,
  case: 'case',
  desk: 'desk',
  rules: 1,
  groundsSha256: DIGEST,
  tip: 'tip',
  reporter: '1234-5678',
  kind: 'grant',
  denial: null,
  conditions: (['jurisdiction', 'unknown-before', 'verified', 'concrete', 'not-excluded'] as const).map(
    (condition) => ({ condition, met: true }),
  ),
  joint: [],
  payees: [],
  facts: facts({ findings: [finding('f1'), { ...finding('f2'), kind: 'arrest', count: 3, weight: null, unit: null }] }),
  assessment: {
    rules: 'TEST-1',
    lines: [
      line(
        { kind: 'fixed', fen: '2000000' },
        { quantity: '1036.4', parts: [part({ quantity: '1036.4' })], fen: '2000000' },
      ),
      { kind: 'taken', because: 'share', fen: '800000', limit: '6000', source: null },
    ],
    unpaid: [],
    open: [],
    totalFen: '1200000',
  },
  ...more,
})

const finding = (id: string): TipAward['facts']['findings'][number] => ({
  id,
  kind: 'seizure',
  substance: 'methamphetamine',
  weight: '1.0364',
  unit: 'kg',
  count: null,
  measure: null,
  moneyFen: null,
})

export const strikeContent: StrikeAward = {
  fund: 'strikes',
  award: 'award',
  version: 1,
  case: 'case',
  desk: 'desk',
  rules: 1,
  groundsSha256: DIGEST,
  participants: [
    { kind: 'unit', name: '天涯分局禁毒大队', unit: null, staff: null, row: null, fen: '3000000', payees: [] },
    { kind: 'grid-worker', name: '吉大海', unit: '河西区', staff: null, row: null, fen: '250050', payees: [] },
  ],
  totalFen: '3250050',
}

export const readAward = (content: TipAward | StrikeAward, more: Partial<ReadAward> = {}): ReadAward => ({
  award: 'award',
  fund: content.fund,
  number: content.fund === 'tips' ? 'JL-2026-0001' : 'DJ-2026-0001',
  desk: DESK,
  state: 'granted',
  stateSince: AT,
  kind: content.fund === 'tips' ? content.kind : 'grant',
  totalFen: content.fund === 'tips' ? content.assessment.totalFen : content.totalFen,
  needsSecond: false,
  versions: [{ version: 1, content, digest: DIGEST, groundsB64: null }],
  steps: [
    step(0, 'propose', '林越'),
    step(1, 'review', '郑启文'),
    step(2, 'approve', '何思敏'),
    step(3, 'fund', '邢若谷'),
  ],
  nextSeq: 4,
  recipients: [],
  rules: { seq: 1, effectiveFrom: '2019-01-01', document: rules() },
  notify: null,
  grantedAt: AT,
  claim: { until: '2026-05-12', provisional: false },
  case: {
    case: 'case',
    number: 'AJ-2026-0007',
    category: 'dealing',
    filedAs: null,
    title: null,
    firstActionAt: '2026-03-01T01:00:00Z',
    crackedAt: '2026-03-02T01:00:00Z',
  },
  tip: {
    number: '2026-000123',
    as: 'origin',
    acceptedAt: '2026-02-20T01:00:00Z',
    log: { leaf: 1, signedAt: AT, isBeforeAction: true },
  },
  references: [
    {
      outcome: 'f1',
      kind: 'seizure',
      recordNumber: '三公刑鉴〔2026〕31号',
      happenedOn: '2026-03-01',
      caseNumber: 'AJ-2026-0007',
      enteredBy: { id: 'a', name: '林越' },
      confirmed: { by: { id: 'b', name: '王立衡' }, at: AT },
    },
  ],
  others: [],
  factsChanged: [],
  rulesSwitched: null,
  mine: [],
  ...more,
})
