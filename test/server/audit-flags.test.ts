import { expect, test } from 'vitest'
import type { Flag } from '#contract/audit.ts'
import { flagsOf, type OpeningFacts } from '#server/audit/flags.ts'

const plain: OpeningFacts = {
  did: 'open-tip',
  at: new Date('2026-11-25T10:00:00+08:00'),
  opener: 'lin',
  assignee: null,
  isLead: false,
  workedThere: true,
  recordedDesk: 'city',
  tipDesk: 'city',
  tips: 1,
}
const at = (time: string): Partial<OpeningFacts> => ({ at: new Date(`2026-11-25T${time}+08:00`) })

const CASES: [what: string, facts: Partial<OpeningFacts>, flags: Flag[]][] = [
  ['a colleague’s look at a tip that nobody has', {}, []],
  ['a look at one’s own tip', { assignee: 'lin' }, []],
  ['a look at somebody else’s tip', { assignee: 'wang' }, ['not-assigned']],
  ['the lead’s look at somebody’s tip', { assignee: 'wang', isLead: true }, []],
  ['a look by somebody who did not work there', { workedThere: false }, ['foreign-desk']],
  ['a look recorded for another desk than the tip’s', { recordedDesk: 'jiyang' }, ['foreign-desk']],
  ['a look recorded for no desk', { recordedDesk: null }, ['foreign-desk']],
  ['a look at a tip that was deleted since', { workedThere: null, tipDesk: null }, []],
  ['a look just before ten at night', at('21:59:59.999'), []],
  ['a look at ten at night', at('22:00'), ['night']],
  ['a look at midnight', at('00:00'), ['night']],
  ['a look just before six', at('05:59:59'), ['night']],
  ['a look at six', at('06:00'), []],
  ['the nineteenth tip in ten minutes', { tips: 19 }, []],
  ['the twentieth tip in ten minutes', { tips: 20 }, ['many']],
  ['the twentieth tip whose file is read', { did: 'read-file', tips: 20 }, ['many']],
  ['a search, which opens whatever it finds', { did: 'search-tip', tips: 400 }, []],
  [
    'a search at night at another desk',
    { did: 'search-tip', workedThere: false, ...at('23:30') },
    ['foreign-desk', 'night'],
  ],
  [
    'everything at once',
    { assignee: 'wang', workedThere: false, recordedDesk: 'jiyang', tips: 30, ...at('03:10') },
    ['not-assigned', 'foreign-desk', 'night', 'many'],
  ],
]
test.for(CASES)('%s', ([, facts, flags]) => {
  expect(flagsOf({ ...plain, ...facts })).toEqual(flags)
})
