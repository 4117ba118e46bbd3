import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRuledAwards, type AwardsWorld } from './awards-world.ts'
import { installDriver, played, type Ended } from './books-driver.ts'
import { Books, MOVES, type Command, type Move } from './books-model.ts'

/** Thousands of random histories of the books, against a model that fits in one's head. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startRuledAwards()
  await installDriver(it.owner)
})
afterAll(() => it.stop())

const HISTORIES = 2000
const AWARDS = 2
const fens = (fund: string): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: fund === 'tips' ? 1 : 3 })
const award = fc.nat({ max: AWARDS - 1 })
const budget = fc.record({
  do: fc.constant('budget' as const),
  fen: fc.integer({ min: -80, max: 150 }).filter((fen) => fen !== 0),
})

/** Anything at all, most of which cannot be done where the award stands. */
const anything = (fund: string): fc.Arbitrary<Command> =>
  fc.oneof(
    budget,
    fc.record({
      do: fc.constant('step' as const),
      award,
      step: fc.constantFrom('review', 'approve', 'fund', 'return', 'withdraw'),
    }),
    fc.record({ do: fc.constant('propose' as const), award, fens: fens(fund) }),
    fc.record({
      do: fc.constant('pay' as const),
      award,
      who: fc.nat({ max: 2 }),
      how: fc.constantFrom(...(Object.keys(MOVES) as Move[])),
    }),
    fc.record({ do: fc.constant('again' as const), more: fc.boolean() }),
  )
/** Something that goes on from where an award will stand. */
type Next = { do: 'next'; award: number; pick: number; fens: number[] }
const history = fc.constantFrom('tips', 'strikes').chain((fund) => {
  const next = fc.record({ do: fc.constant('next' as const), award, pick: fc.nat({ max: 209 }), fens: fens(fund) })
  const choice = fc.oneof({ weight: 4, arbitrary: next }, { weight: 1, arbitrary: anything(fund) })
  return fc.record({
    fund: fc.constant(fund),
    budget: fc.integer({ min: 1, max: 300 }),
    awards: fc.array(fens(fund), { minLength: AWARDS, maxLength: AWARDS }),
    // Somewhere in the year; the books do not mind in which order.
    choices: fc.array(fc.tuple(choice, fc.integer({ min: 1, max: 12 })), { minLength: 4, maxLength: 14 }),
  })
})

/** The commands of a history: what goes on from where an award stands depends on those before it. */
function commandsOf(awards: readonly number[][], fen: number, choices: readonly (Command | Next)[]): Command[] {
  const books = new Books(awards)
  const first: Command = { do: 'budget', fen }
  books.play(first)
  const later = choices.map((choice) => {
    const command = choice.do === 'next' ? books.nextOf(choice.award, choice.pick, choice.fens) : choice
    books.play(command)
    return command
  })
  return [first, ...later]
}

/** What the model says of a history, in the words of the database. */
function expected(books: Books, commands: readonly Command[]): Ended {
  const codes = commands.map((each) => books.play(each))
  const { quota, holds } = books
  const credits = Object.entries(holds).map(([account, fen]) => [account, String(-fen)] as const)
  return {
    codes,
    balances: books.entries === 0 ? null : { quota: String(quota), ...Object.fromEntries(credits) },
    owed: books.awards.flatMap(({ owed }, place) =>
      owed.map(({ fen, state }, who) => [place, 0, who, fen, state, true] as Ended['owed'][number]),
    ),
    entries: books.entries,
  }
}

/** The same as the database tells it: what was taken back is only counted, and why a payment is refused does not matter. */
function told(ended: Ended, commands: readonly Command[], fund: string): Ended {
  const codes = ended.codes.map((code, n) =>
    commands[n]?.do === 'pay' && code !== null && code !== 'nothing' ? 'refused' : code,
  )
  const first = fund === 'tips' ? 0 : 1
  const owed = ended.owed
    .filter(([, , , , state]) => state !== 'cancelled')
    .map(([place, , participant, ...more]) => [place, 0, participant - first, ...more] as Ended['owed'][number])
  return { ...ended, codes, owed }
}

test(
  'budgets, approvals, returns, grants, payments and lapses in any order: the books are what the model says, and always balance',
  { timeout: 240_000 },
  async () => {
    let year = 3000
    let commandsPlayed = 0
    const passed: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(history, async ({ fund, budget: fen, awards, choices }) => {
        year += 1
        const commands = commandsOf(
          awards,
          fen,
          choices.map(([choice]) => choice),
        )
        const sent = commands.map((each, n) => ({
          ...each,
          month: choices[n - 1]?.[1] ?? 1,
          ...(each.do === 'pay' ? { becomes: MOVES[each.how].to } : {}),
          ...(each.do === 'again' ? { more: each.more ? 1 : 0 } : {}),
        }))
        const ended = await played(it.owner, { fund, year, awards, commands: sent })
        expect(told(ended, commands, fund)).toEqual(expected(new Books(awards), commands))
        expect(ended.owed.filter(([, , , , , agrees]) => !agrees)).toEqual([])
        commandsPlayed += commands.length
        for (const [n, each] of commands.entries())
          if (ended.codes[n] === null) {
            const what = each.do === 'pay' ? each.how : each.do === 'step' ? each.step : each.do
            passed[what] = (passed[what] ?? 0) + 1
          }
      }),
      { numRuns: HISTORIES },
    )
    console.log(`${HISTORIES} histories with ${commandsPlayed} commands, of which passed: ${JSON.stringify(passed)}`)
    // A test that never gets as far as a payment that comes back says nothing about it.
    for (const what of [...Object.keys(MOVES), 'budget', 'approve', 'fund', 'return', 'withdraw', 'propose', 'again'])
      expect([what, (passed[what] ?? 0) > 20]).toEqual([what, true])
    await insistOnWholeBooks()
  },
)

/** What holds over everything that was entered: no account, no number and no sum is off. */
async function insistOnWholeBooks(): Promise<void> {
  const { owner } = it
  expect(
    await owner`select journal_id from postings group by journal_id having sum(fen) <> 0 or count(*) <> 2`,
  ).toHaveLength(0)
  expect(
    await owner`select a.account from ledger_accounts a left join (select fund, year, account, sum(fen) as fen from postings group by fund, year, account) p
      using (fund, year, account) where a.balance <> coalesce(p.fen, 0)`,
  ).toHaveLength(0)
  expect(await owner`select fund, year from ledger_accounts group by fund, year having sum(balance) <> 0`).toHaveLength(
    0,
  )
  expect(
    await owner`select series, month from journals group by series, month having count(*) <> max(seq) or min(seq) <> 1`,
  ).toHaveLength(0)
}
