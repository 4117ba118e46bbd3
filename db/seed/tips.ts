import type { Category } from '#contract/categories.ts'
import type { Channel } from '#contract/hotline.ts'
import type { District } from '#contract/places.ts'
import type { Report } from '#contract/report.ts'
import type { Move } from '#contract/stages.ts'
import type { Priority } from '#contract/triage.ts'
import type { DeskKey } from './people.ts'
import { CITY_TIPS } from './tips-city.ts'
import { COAST_TIPS } from './tips-coast.ts'
import { PAID_TIPS } from './tips-paid.ts'
import { REWARD_TIPS } from './tips-rewards.ts'
import { TOWN_TIPS } from './tips-town.ts'
import { WORK_TIPS } from './tips-work.ts'

/**
 * The tips of the demo, in every stage. All invented: the villages exist, the venues, people and events do not;
 * phone numbers run 139 0000 00xx, plates, parcels and accounts are zeros as well.
 */
export type DemoTip = {
  /** For tests and for the seeding code's own log. */
  key: string
  category: Category
  district: District
  hoursAgo: number
  report: Partial<Omit<Report, 'files'>> & Pick<Report, 'what'>
  files?: readonly DemoFile[]
  /** How it came and who typed it in, when no citizen sent it. */
  taken?: { channel: Channel; by: string }
  /** How pressing it is, and in how many days from today to look again. */
  work?: { priority: Priority; followUpInDays: number }
  /** The tip that it repeats, and who said so. */
  duplicateOf?: { key: string; by: string }
  /** What happened since, oldest first. Whoever does something has read everything before it. */
  steps: readonly DemoStep[]
}

/** `text` is the content; of an image it is the caption, and the seeding code draws a picture with it. */
export type DemoFile = { name: string; type: 'text/plain' | 'text/csv' | 'image/png'; text: string }

/** `by` is a login of people.ts. */
export type DemoStep = { hoursAgo: number } & (
  | { did: 'move'; by: string; move: Move; reason?: string }
  | { did: 'transfer'; by: string; to: DeskKey; reason: string }
  | { did: 'ask' | 'tell'; by: string; text: string }
  | { did: 'answer'; text: string; files?: readonly DemoFile[] }
  | { did: 'look'; by: string }
  | { did: 'undo'; by: string }
  | { did: 'assign'; by: string; to: string | null }
  | { did: 'note'; by: string; text: string; mentions: readonly string[] }
  | { did: 'pause'; by: string; reason: string }
)

/** What a tipster leaves who writes only what happened. */
export const EMPTY_REPORT: Report = {
  language: 'zh',
  sealedOnArrival: false,
  what: '',
  who: '',
  when: '',
  place: '',
  vehicles: '',
  phones: '',
  accounts: '',
  parcels: '',
  mayAsk: true,
  wantsReward: false,
  name: '',
  contact: '',
  files: [],
}

export const DEMO_TIPS: readonly DemoTip[] = [
  ...CITY_TIPS,
  ...TOWN_TIPS,
  ...COAST_TIPS,
  ...WORK_TIPS,
  ...REWARD_TIPS,
  ...PAID_TIPS,
].toSorted((one, other) => other.hoursAgo - one.hoursAgo)
