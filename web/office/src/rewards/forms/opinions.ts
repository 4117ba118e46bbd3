import type { ReadAward } from '#contract/awards.ts'
import type { AwardStep, HeldStep } from '#contract/rewards/chain.ts'
import { localOf } from '../../cases/sanya-time.ts'
import { head, sign, type FormCell } from './form-model.ts'
import type { FormSpeech } from './form-speech.ts'

type Step = ReadAward['steps'][number]

/** The start of a digest: enough to compare by eye, four digits at a time. */
export const shortDigest = (digest: string): string => digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')

/** 各级意见: one row a level, with who signed what and when, and where a pen and a seal go. */
export function opinionRows(speech: FormSpeech, award: ReadAward): FormCell[][] {
  const steps = award.steps.filter(({ version }) => version === award.versions[0]?.version)
  const taken = (step: AwardStep): Step | undefined => steps.findLast((one) => one.step === step)
  const back = taken('return') ?? taken('withdraw')
  return [
    ...levelsOf(award).map((level) => opinionRow(speech, level, taken(level))),
    ...(back === undefined ? [] : [opinionRow(speech, back.step, back)]),
  ]
}

/** The levels that this award goes through. A denial takes no money, so nobody confirms any. */
function levelsOf({ needsSecond, kind }: ReadAward): HeldStep[] {
  const second = needsSecond ? (['approve-second'] as const) : []
  return ['propose', 'review', 'approve', ...second, ...(kind === 'deny' ? [] : (['fund'] as const))]
}

function opinionRow(speech: FormSpeech, level: AwardStep, step: Step | undefined): FormCell[] {
  const { m } = speech
  const label = {
    propose: m.form_level_propose,
    review: m.form_level_review,
    approve: m.form_level_approve,
    'approve-second': m.form_level_second,
    fund: m.form_level_fund,
    return: m.form_level_return,
    withdraw: m.form_level_withdraw,
  }[level]()
  const lines = step === undefined ? [''] : [opinionOf(speech, level), ...signedWords(speech, step)]
  return [head(2, label), sign(10, ...lines, m.form_pen())]
}

const opinionOf = ({ m }: FormSpeech, level: AwardStep): string =>
  ({
    propose: m.form_opinion_propose,
    review: m.form_opinion_review,
    approve: m.form_opinion_approve,
    'approve-second': m.form_opinion_approve,
    fund: m.form_opinion_fund,
    return: m.form_opinion_return,
    withdraw: m.form_opinion_withdraw,
  })[level]()

const signedWords = ({ m }: FormSpeech, { by, at, digest }: Step): string[] => [
  m.form_signed({ name: by.name, time: localOf(at).replace('T', ' ') }),
  m.form_signed_over({ digest: shortDigest(digest) }),
]
