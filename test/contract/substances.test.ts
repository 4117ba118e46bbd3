import { expect, test } from 'vitest'
import {
  DRUG_CODES,
  DRUGS,
  PRECURSOR_CODES,
  PRECURSORS,
  SEED_CODES,
  SEEDLINGS,
  SEEDS,
  SUBSTANCES,
} from '#contract/substances.ts'

const NAMES = [...Object.values(DRUGS), ...Object.values(PRECURSORS), ...Object.values(SEEDS)]

test('no code and no name stands for two substances', () => {
  expect(new Set(SUBSTANCES).size).toBe(DRUG_CODES.length + PRECURSOR_CODES.length + SEED_CODES.length)
  expect(new Set(NAMES.map(({ zh }) => zh)).size).toBe(NAMES.length)
  expect(new Set(NAMES.map(({ en }) => en)).size).toBe(NAMES.length)
})

test('codes are plain, and every substance has its name in both languages', () => {
  for (const code of SUBSTANCES) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  for (const { zh, en } of NAMES) {
    expect(zh).toMatch(/\p{Script=Han}|^MDMA/u)
    expect(en).not.toMatch(/\p{Script=Han}/u)
    expect(en.length).toBeGreaterThan(2)
  }
})

test('what is seized most, and what the police found last, is on the list', () => {
  for (const code of ['heroin', 'methamphetamine', 'ketamine', 'etomidate', 'synthetic-cannabinoids', 'other-drug'])
    expect(DRUG_CODES).toContain(code)
  for (const code of ['ephedrine', 'hydroxylimine', 'acetone', 'other-precursor'])
    expect(PRECURSOR_CODES).toContain(code)
  for (const code of SEEDLINGS) expect(SEED_CODES).toContain(code)
})
