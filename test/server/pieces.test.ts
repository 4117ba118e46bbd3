import { randomBytes, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PIECE_BYTES } from '#contract/envelope.ts'
import { openBlobs } from '#server/blobs.ts'
import { connect } from '#db/connect.ts'
import { forgetOrphans } from '#server/retention/forget-orphans.ts'
import { ask } from '#ui/client.ts'
import { foundedOffice, sentTip, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await foundedOffice(world)
})
afterAll(() => world.stop())

const AGE = Buffer.concat([Buffer.from('age-encryption.org/v1\n'), randomBytes(200)])

async function upload(
  bytes: Uint8Array,
  { file = randomUUID(), seq = 0, field = 'piece' }: { file?: string; seq?: number | string; field?: string } = {},
): Promise<string> {
  const body = new FormData()
  body.set(field, new Blob([new Uint8Array(bytes)]), 'piece')
  const answer = await ask(world.send, `/api/pieces/${file}/${seq}`, { method: 'POST', body }, async () => null)
  return answer.is === 'refused' ? answer.refusal : answer.is
}

const rows = async (): Promise<number> =>
  Number((await world.database.owner`select count(*) from sealed_pieces`)[0]?.['count'])
const stored = async (): Promise<string[]> =>
  (await readdir(world.blobDir, { recursive: true })).filter((name) => /^[^/]+\/\d+-/.test(name))
const arriving = (): Promise<string[]> => readdir(join(world.blobDir, 'arriving'))

test('a piece is taken, and taken again when it is resent', async () => {
  const file = randomUUID()
  expect(await upload(AGE, { file })).toBe('done')
  expect(await upload(AGE, { file })).toBe('done')
  expect((await stored()).filter((name) => name.startsWith(file))).toHaveLength(1)
})

test('what is no piece is refused with a reason and leaves nothing on the disk', async () => {
  const [before, files] = [await rows(), await stored()]
  expect(await upload(new Uint8Array(0))).toBe('notSealed')
  expect(await upload(Buffer.from('MZ this is a program'))).toBe('notSealed')
  expect(await upload(Buffer.concat([AGE, Buffer.alloc(PIECE_BYTES)]))).toBe('tooLarge')
  expect(await upload(AGE, { field: 'photo' })).toBe('invalidInput')
  expect(await upload(AGE, { seq: 999 })).toBe('invalidInput')
  expect(await upload(AGE, { seq: -1 })).toBe('invalidInput')
  expect(await upload(AGE, { file: '../../etc/passwd'.replaceAll('/', '%2F') })).toBe('invalidInput')
  expect([await rows(), await stored(), await arriving()]).toEqual([before, files, []])
})

test('broken multipart is refused with a reason', async () => {
  const path = `/api/pieces/${randomUUID()}/0`
  const post = (payload: string | Buffer, type: string) =>
    world.public.inject({ method: 'POST', url: path, payload, headers: { 'content-type': type } })
  expect((await post('hello', 'text/plain')).json()).toEqual({ refusal: 'wrongContentType' })
  expect((await post('{}', 'application/json')).json()).toEqual({ refusal: 'wrongContentType' })
  expect((await post('hello', 'multipart/form-data')).json<{ refusal: string }>().refusal).toMatch(
    /invalidInput|wrongContentType/,
  )
  expect(
    (
      await post(
        '--x\r\nContent-Disposition: form-data; name="piece"; filename="a"\r\n\r\nage',
        'multipart/form-data; boundary=x',
      )
    ).statusCode,
  ).toBe(400)
  expect((await post('--x--\r\n', 'multipart/form-data; boundary=x')).json()).toEqual({ refusal: 'invalidInput' })
  expect(await arriving()).toEqual([])
})

test('a file of a tip takes no more pieces', async () => {
  await sentTip(world, { files: [new File([randomBytes(1000)], '照片.bin')] })
  const [row] = await world.database.owner`select file_id from tip_files limit 1`
  const file = String(row?.['file_id'])
  expect(await upload(AGE, { file, seq: 0 })).toBe('pieceDiffers')
  expect(await upload(AGE, { file, seq: 1 })).toBe('pieceDiffers')
})

test('pieces that no tip claims are gone after a day, those of a tip stay', async () => {
  const file = randomUUID()
  expect(await upload(AGE, { file })).toBe('done')
  const db = connect(world.database.officeUrl, 1)
  const blobs = await openBlobs(world.blobDir)
  const inDays = (days: number) => () => new Date(Date.now() + days * 24 * 3_600_000)
  expect(await forgetOrphans({ db, blobs, now: inDays(0.5) })).toBe(0)
  expect(await forgetOrphans({ db, blobs, now: inDays(2) })).toBeGreaterThan(0)
  const left = await stored()
  expect(left.some((name) => name.startsWith(file))).toBe(false)
  expect(left).toHaveLength(await rows())
  expect(left.length).toBeGreaterThan(0)
  await db.$client.end()
})
