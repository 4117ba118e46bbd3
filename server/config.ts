import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isNetwork } from './intake/from-office.ts'

/** Everything that can be set from outside, read once at the start. */
export type Config = {
  publicPort: number
  officePort: number
  host: string
  dataDir: string
  /** Directory of the sealed pieces. */
  blobDir: string
  /** The owner of the tables: migrations only. Null: use the embedded database. */
  databaseUrl: string | null
  publicDatabaseUrl: string | null
  officeDatabaseUrl: string | null
  smtpUrl: string | null
  mailFrom: string
  officeOrigin: string | null
  onionLocation: string | null
  /** Networks of the office itself, like 10.20.0.0/16; empty: unknown. */
  officeNetworks: readonly string[]
  /** Where and when the cash desk is open. */
  cashDesk: string | null
  demo: boolean
  setupToken: string | null
  idleMinutes: number
  /** The key that signs the log, and the last head beside it. */
  logKeyFile: string
  /** The name of the log, fixed with its first head. Null: made from the site id. */
  logName: string | null
}

/** One setting: how its text becomes a value, and what to say when it cannot. */
type Setting<T> = { about: string; fallback: T; read: (text: string) => T | Wrong; wanted: string }
const WRONG = Symbol('wrong')
type Wrong = typeof WRONG

/** Several settings were wrong; the message names each of them. */
export class WrongConfig extends Error {}

const wholeBetween =
  (least: number, most: number) =>
  (text: string): number | Wrong => {
    const value = Number(text)
    return /^\d+$/.test(text) && value >= least && value <= most ? value : WRONG
  }
const urlOf =
  (...protocols: string[]) =>
  (text: string): string | Wrong =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol) ? text : WRONG
const originOf = (text: string): string | Wrong => {
  if (!URL.canParse(text)) return WRONG
  const url = new URL(text)
  return ['http:', 'https:'].includes(url.protocol) && url.origin === text.replace(/\/$/, '') ? url.origin : WRONG
}
const yesOrNo = (text: string): boolean | Wrong => (text === 'yes' ? true : text === 'no' ? false : WRONG)
const fileUrl = (text: string): string | Wrong =>
  URL.canParse(text) && new URL(text).protocol === 'file:' ? fileURLToPath(text) : WRONG
const networks = (text: string): readonly string[] | Wrong => {
  const list = text.split(/[\s,]+/).filter((each) => each !== '')
  return list.every(isNetwork) ? list : WRONG
}
const anyText = (text: string): string => text

const POSTGRES = 'an address like postgres://name:password@host:5432/lushao'
const postgresUrl: Setting<string | null>['read'] = urlOf('postgres:', 'postgresql:')
const port = wholeBetween(0, 65_535)
const setting = <T>(about: string, fallback: T, read: (text: string) => T | Wrong, wanted: string): Setting<T> => ({
  about,
  fallback,
  read,
  wanted,
})

/** The settings by their environment variable; the table in the README is this list. */
export const SETTINGS = {
  PUBLIC_PORT: setting<number>('port of the public site; 0 takes a free one', 8080, port, 'a port number'),
  OFFICE_PORT: setting<number>('port of the office; 0 takes a free one', 8081, port, 'a port number'),
  HOST: setting<string>(
    'address that both listen on; a reverse proxy stands in front',
    '127.0.0.1',
    anyText,
    'an address of this machine',
  ),
  DATA_DIR: setting<string>('where the embedded database and the sealed files lie', '.data', anyText, 'a directory'),
  DATABASE_URL: setting<string | null>(
    'PostgreSQL, as the owner of the tables; without it the embedded one is used',
    null,
    postgresUrl,
    POSTGRES,
  ),
  PUBLIC_DATABASE_URL: setting<string | null>('PostgreSQL, as the role lushao_public', null, postgresUrl, POSTGRES),
  OFFICE_DATABASE_URL: setting<string | null>('PostgreSQL, as the role lushao_office', null, postgresUrl, POSTGRES),
  BLOB_URL: setting<string | null>(
    'directory of the sealed files, shared by both processes; DATA_DIR/blobs without it',
    null,
    fileUrl,
    'a directory like file:///var/lib/lushao/blobs',
  ),
  SMTP_URL: setting<string | null>(
    'mail server; without it no mail is sent',
    null,
    urlOf('smtp:', 'smtps:'),
    'an address like smtps://name:password@mail.example:465',
  ),
  MAIL_FROM: setting<string>(
    'sender of the mails',
    'lushao@localhost',
    (text) => (/^\S+@\S+$/.test(text) ? text : WRONG),
    'a mail address',
  ),
  OFFICE_ORIGIN: setting<string | null>(
    'address of the office in the browser; with https the cookie is marked secure',
    null,
    originOf,
    'an origin like https://office.example, without a path',
  ),
  ONION_LOCATION: setting<string | null>(
    'onion address of the public site, announced to Tor Browser',
    null,
    originOf,
    'an origin like http://….onion, without a path',
  ),
  OFFICE_NETWORKS: setting<readonly string[] | null>(
    'networks of the office itself: of a claim it is kept whether it came from there, and nothing else; without it that is unknown',
    null,
    networks,
    'networks like 10.20.0.0/16, separated by commas',
  ),
  CASH_DESK: setting<string | null>(
    'where and when rewards are handed out in cash, as it stands on a voucher; without it tipsters are asked to write',
    null,
    (text) => (text.length <= 200 ? text : WRONG),
    'at most 200 characters',
  ),
  DEMO: setting<boolean | null>(
    'yes: demo desks, people and tips; yes is the default with the embedded database',
    null,
    yesOrNo,
    'yes or no',
  ),
  SETUP_TOKEN: setting<string | null>(
    'allows the founding ceremony; without it one is made and printed',
    null,
    (text) => (text.length >= 16 ? text : WRONG),
    'at least 16 characters',
  ),
  IDLE_MINUTES: setting<number>(
    'minutes without input after which the office locks',
    10,
    wholeBetween(1, 120),
    'a number of minutes from 1 to 120',
  ),
  LOG_KEY_FILE: setting<string | null>(
    'key that signs the log, made if it is not there; every office process needs the same one, the database must not hold it; DATA_DIR/log-key.pem without it',
    null,
    anyText,
    'a file',
  ),
  LOG_NAME: setting<string | null>(
    'name of the log, an address without scheme, fixed with the first head; made from the site id without it',
    null,
    (text) => (/^[^\s+/:]+(\/[^\s+]+)?$/.test(text) ? text : WRONG),
    'an address like report.example/log',
  ),
} as const

/** Reads the settings of an environment. Throws WrongConfig with a line for every wrong one. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const wrong: string[] = []
  const get = <K extends keyof typeof SETTINGS>(name: K): (typeof SETTINGS)[K]['fallback'] => {
    const { fallback, read, wanted } = SETTINGS[name] as Setting<(typeof SETTINGS)[K]['fallback']>
    const text = env[name]?.trim()
    if (text === undefined || text === '') return fallback
    const value = read(text)
    if (value !== WRONG) return value
    // The value itself is not repeated: it may hold a password, and this line goes into a log.
    wrong.push(`${name} should be ${wanted}.`)
    return fallback
  }
  const dataDir = resolve(get('DATA_DIR'))
  const config: Config = {
    publicPort: get('PUBLIC_PORT'),
    officePort: get('OFFICE_PORT'),
    host: get('HOST'),
    dataDir,
    blobDir: get('BLOB_URL') ?? resolve(dataDir, 'blobs'),
    databaseUrl: get('DATABASE_URL'),
    publicDatabaseUrl: get('PUBLIC_DATABASE_URL'),
    officeDatabaseUrl: get('OFFICE_DATABASE_URL'),
    smtpUrl: get('SMTP_URL'),
    mailFrom: get('MAIL_FROM'),
    officeOrigin: get('OFFICE_ORIGIN'),
    onionLocation: get('ONION_LOCATION'),
    officeNetworks: get('OFFICE_NETWORKS') ?? [],
    cashDesk: get('CASH_DESK'),
    demo: get('DEMO') ?? false,
    setupToken: get('SETUP_TOKEN'),
    idleMinutes: get('IDLE_MINUTES'),
    logKeyFile: get('LOG_KEY_FILE') ?? resolve(dataDir, 'log-key.pem'),
    logName: get('LOG_NAME'),
  }
  if (wrong.length > 0) throw new WrongConfig(wrong.join('\n'))
  return config
}

/** The settings of this process; ends it with what is wrong, without a stack. */
export function ownConfig(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof WrongConfig)) throw error
    console.error(`Lushao cannot start:\n${error.message}`)
    process.exit(1)
  }
}
