import type { ReadAward } from '#contract/awards.ts'
import { localOf } from '../../cases/sanya-time.ts'
import { named } from '../speech.ts'
import { field, fields, type FormCell } from './form-model.ts'
import { dayWords, type FormSpeech } from './form-speech.ts'

type Rules = ReadAward['rules']

/** 奖励依据: the rule set, from when it holds, whose text it follows, and whether it is that of the city. */
export function basisWords(speech: FormSpeech, { document, effectiveFrom }: Rules): string[] {
  const { m } = speech
  const since = dayWords(speech, effectiveFrom)
  return [
    m.form_basis({ rules: named(speech, document), code: document.code, since }),
    m.form_basis_source({ source: document.source }),
    ...unofficialWords(speech, document),
  ]
}

/** What has to stand wherever an amount does that no text of the city names. */
export const unofficialWords = ({ m }: FormSpeech, { isOfficial }: Pick<Rules['document'], 'isOfficial'>): string[] =>
  isOfficial ? [] : [m.form_unofficial()]

/** What is said of the case: nothing to those who may not know it. */
export function caseRows(speech: FormSpeech, award: ReadAward): FormCell[][] {
  const { m } = speech
  const desk = speech.language === 'zh' ? award.desk.nameZh : award.desk.nameEn
  if (award.case === null) return [field(m.form_desk(), desk)]
  const { number, filedAs, firstActionAt, crackedAt } = award.case
  return [
    fields([m.form_case(), number], [m.form_filed(), filedAs ?? m.form_none()]),
    fields([m.form_desk(), desk], [m.form_cracked(), minuteWords(speech, crackedAt)]),
    ...(award.tip === null
      ? []
      : [
          fields(
            [m.form_accepted(), minuteWords(speech, award.tip.acceptedAt)],
            [m.form_acted(), minuteWords(speech, firstActionAt)],
          ),
        ]),
  ]
}

const minuteWords = ({ m }: FormSpeech, instant: string | null): string =>
  instant === null ? m.form_none() : localOf(instant).replace('T', ' ')
