import type { Participant, StrikeAward } from '#contract/rewards/content.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { named } from '../speech.ts'
import { amount, head, text, type FormCell } from './form-model.ts'
import type { FormSpeech } from './form-speech.ts'
import { inFigures } from './sums.ts'

/** Those who took part, one a row. They are known; the parts that they had stay sealed. */
export function strikeRows(speech: FormSpeech, { strikeRows: tariff }: RuleSet, content: StrikeAward): FormCell[][] {
  const { m } = speech
  const columns = [m.form_place_in_list, m.form_name, m.form_kind, m.form_unit, m.form_row, m.form_amount]
  const spans = [1, 2, 2, 2, 2, 3]
  return [
    columns.map((word, index) => head(spans[index] ?? 1, word())),
    ...content.participants.map((one, index) => {
      const row = tariff.find(({ id }) => id === one.row)
      return [
        text(1, String(index + 1)),
        text(2, one.name),
        text(2, kindWords(speech, one.kind)),
        text(2, one.unit ?? m.form_none()),
        text(2, row === undefined ? m.form_row_free() : named(speech, row)),
        amount(3, inFigures(one.fen)),
      ]
    }),
    [head(9, m.form_sum()), amount(3, inFigures(content.totalFen))],
  ]
}

const kindWords = ({ m }: FormSpeech, kind: Participant['kind']): string =>
  ({
    unit: m.form_kind_unit,
    officer: m.form_kind_officer,
    'grid-worker': m.form_kind_grid,
    other: m.form_kind_other,
  })[kind]()
