import type { ReadAward, Reference } from '#contract/awards.ts'
import type { Finding } from '#contract/rewards/assessment.ts'
import type { TipAward } from '#contract/rewards/content.ts'
import { conditionWords } from '../measure-words.ts'
import { percentOf } from '../rest-words.ts'
import { lineRows } from './award-lines.ts'
import { basisWords, caseRows } from './basis.ts'
import { field, fields, type FormCell, type FormModel } from './form-model.ts'
import type { FormSpeech } from './form-speech.ts'
import { opinionRows } from './opinions.ts'
import { strikeRows } from './strike-rows.ts'
import { inBoth } from './sums.ts'

/**
 * 举报奖励审批表 or 打击奖励审批表: the newest version of an award with all that signed it. A reporter stands there by the number
 * that follows from their claim key, never by name, phone or identity; the number of the tip only for its own desk.
 */
export function awardForm(speech: FormSpeech, award: ReadAward): FormModel {
  const { m } = speech
  const newest = award.versions[0]
  const of = { number: award.number, version: String(newest?.version ?? 1) }
  return {
    title: award.fund === 'tips' ? m.form_title_tips() : m.form_title_strikes(),
    above: [m.form_number(of)],
    address: null,
    paragraphs: [],
    rows: newest === undefined ? [] : [...bodyRows(speech, award, newest.content), ...opinionRows(speech, award)],
    after: [],
    closing: [],
    notes: [m.form_secret(), ...(newest === undefined ? [] : [m.form_digest({ digest: newest.digest })])],
  }
}

function bodyRows(
  speech: FormSpeech,
  award: ReadAward,
  content: ReadAward['versions'][number]['content'],
): FormCell[][] {
  const { m } = speech
  const basis = field(m.form_basis_label(), ...basisWords(speech, award.rules))
  if (content.fund === 'strikes')
    return [
      ...caseRows(speech, award),
      ...resultRows(speech, award.references),
      basis,
      ...strikeRows(speech, award.rules.document, content),
      field(m.form_proposed(), inBoth(content.totalFen)),
    ]
  return [
    reporterRow(speech, award, content),
    ...caseRows(speech, award),
    ...(award.case === null ? [] : judgedRows(speech, award, content)),
    basis,
    ...(content.kind === 'deny' ? [] : lineRows(speech, award.rules.document, content)),
    content.kind === 'deny'
      ? field(m.form_denied_label(), denialWords(speech, content))
      : field(m.form_proposed(), inBoth(content.assessment.totalFen)),
  ]
}

function reporterRow(speech: FormSpeech, { tip }: ReadAward, { reporter, joint }: TipAward): FormCell[] {
  const { m } = speech
  const number = m.form_reporter({ number: reporter })
  const who = joint.length === 0 ? number : m.form_reporter_joint({ reporter: number, count: String(joint.length) })
  if (tip?.number == null) return field(m.form_reporter_label(), who)
  return fields([m.form_tip(), tip.number], [m.form_reporter_label(), who])
}

/** What was found out, how the tip helped, and whether the conditions are met. Their reasons stay sealed. */
function judgedRows(speech: FormSpeech, { tip, references }: ReadAward, content: TipAward): FormCell[][] {
  const { m, said } = speech
  const { findings, place, share } = content.facts
  const as = tip?.as == null ? m.form_none() : said.link(tip.as)
  const placed = place === 'first' ? m.form_place_first() : m.form_place_later()
  const conditions = content.conditions.map(({ condition, met }) =>
    m.form_condition({ condition: conditionWords(speech, condition), met: met ? m.form_met() : m.form_unmet() }),
  )
  return [
    fields([m.form_link(), as], [m.form_place(), m.form_share({ place: placed, percent: percentOf(share) })]),
    field(m.form_found(), ...foundLines(speech, findings, references)),
    field(m.form_conditions(), ...conditions, m.form_reasons_sealed()),
  ]
}

/** Those who took part are rewarded for the case as it is; what it brought stands in its own sheet. */
function resultRows({ m, said }: FormSpeech, references: readonly Reference[]): FormCell[][] {
  const results = references.map(({ kind, recordNumber }) => {
    const found = said.kind(kind)
    return recordNumber === null ? found : m.form_found_record({ found, record: recordNumber })
  })
  return results.length === 0 ? [] : [field(m.form_found(), results.join('；'))]
}

function foundLines({ m, said }: FormSpeech, findings: readonly Finding[], references: readonly Reference[]): string[] {
  if (findings.length === 0) return [m.form_none()]
  return findings.map((one) => {
    const record = references.find(({ outcome }) => outcome === one.id)?.recordNumber ?? null
    const found = said.outcome(one)
    return record === null ? found : m.form_found_record({ found, record })
  })
}

function denialWords({ m }: FormSpeech, { denial }: TipAward): string {
  const because = {
    condition: m.form_denied_condition,
    'accepted-too-late': m.form_denied_late,
    'not-first': m.form_denied_not_first,
    'nothing-in-the-rules': m.form_denied_nothing,
  }[denial ?? 'condition']()
  return m.form_denied({ because })
}
