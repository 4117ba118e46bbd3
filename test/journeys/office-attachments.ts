import { randomUUID } from 'node:crypto'
import { sha256 } from '@noble/hashes/sha2.js'
import { randomBytes } from '@noble/hashes/utils.js'
import type { Browser } from 'playwright-core'
import { commitment, fileDigest } from '#contract/commitment.ts'
import { readSite, type SealedFile, submitTip } from '#contract/intake.ts'
import { firstLine, type AttachedFile, type Report } from '#contract/report.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { newKeyPair } from '#seal/identities.ts'
import { inPieces, seal, sealFile } from '#seal/seal.ts'
import { call, type Send } from '#ui/client.ts'

export type Given = { name: string; type: string; bytes: Uint8Array }

/** Sends a tip with files of our choosing to the first desk, as a tipster's browser would. */
export async function sendTipWithFiles(publicUrl: string, what: string, given: readonly Given[]): Promise<void> {
  const send: Send = (path, init) => fetch(publicUrl + path, init)
  const site = await call(send, readSite, {})
  const desk = site.is === 'done' ? site.reply.desks[0] : undefined
  if (!desk) throw new Error('The public site has no desks')
  const [id, tip, mailbox] = [randomUUID(), await newKeyPair(), await newKeyPair()]
  const attached = given.map(({ name, type, bytes }, seq): AttachedFile => ({
    id: randomUUID(),
    seq,
    name,
    type,
    size: bytes.length,
  }))
  const files: SealedFile[] = []
  for (const file of attached)
    files.push(await upload(send, id, file, given[file.seq]?.bytes ?? new Uint8Array(), tip.recipient))
  const reportBytes = await seal({ tip: id, kind: 'report', seq: 0 }, reportOf(what, attached), [tip.recipient])
  const key = { identity: tip.identity, firstLine: firstLine(what) }
  const parts = { lookupHashBytes: randomBytes(32), claimPublicBytes: randomBytes(32), reportBytes }
  const digests = files.map(({ digestB64 }) => fromB64(digestB64))
  const recipients = { mailboxRecipient: mailbox.recipient, tipRecipient: tip.recipient }
  const answer = await call(send, submitTip, {
    body: {
      id,
      category: 'other',
      district: 'unsure',
      desk: desk.id,
      wrapB64: toB64(await seal({ tip: id, kind: 'tip-key', seq: 0 }, key, [desk.recipient])),
      ...recipients,
      reportB64: toB64(reportBytes),
      lookupHashB64: toB64(parts.lookupHashBytes),
      claimPublicB64: toB64(parts.claimPublicBytes),
      files,
      commitmentB64: toB64(commitment({ tip: id, ...parts, ...recipients, fileDigestsBytes: digests })),
    },
  })
  if (answer.is !== 'done') throw new Error(`The tip was not taken: ${JSON.stringify(answer)}`)
}

async function upload(
  send: Send,
  tip: string,
  file: AttachedFile,
  bytes: Uint8Array,
  recipient: string,
): Promise<SealedFile> {
  const content = new Blob([bytes.slice()]).stream()
  const sealed = await sealFile({ tip, kind: 'file', seq: file.seq }, file, content, [recipient])
  const hashes: Uint8Array[] = []
  for await (const piece of inPieces(sealed)) {
    const form = new FormData()
    form.set('piece', new Blob([piece.slice()]))
    const response = await send(`/api/pieces/${file.id}/${hashes.length}`, { method: 'POST', body: form })
    if (!response.ok) throw new Error(`A piece was not taken: ${await response.text()}`)
    hashes.push(sha256(piece))
  }
  return { id: file.id, seq: file.seq, pieces: hashes.length, digestB64: toB64(fileDigest(hashes)) }
}

const EMPTY = {
  who: '',
  when: '',
  place: '',
  vehicles: '',
  phones: '',
  accounts: '',
  parcels: '',
  name: '',
  contact: '',
}
const reportOf = (what: string, files: AttachedFile[]): Report => ({
  ...EMPTY,
  language: 'zh',
  sealedOnArrival: false,
  what,
  mayAsk: true,
  wantsReward: false,
  files,
})

/** A PDF of one page with a black square, which wants to run a script when it is opened. */
export function scriptedPdf(): Uint8Array {
  const catalog = '/OpenAction << /S /JavaScript /JS (app.alert\\("ran"\\)) >>'
  const drawing = '0 0 0 rg 100 100 300 300 re f BT /F1 36 Tf 100 500 Td (Lushao) Tj ET'
  return pdfOf(catalog, drawing, ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'])
}

/** A PDF of one page with large Chinese text in a font that it names and does not bring, as office programs write it. */
export function chinesePdf(): Uint8Array {
  const words = Array.from('涉毒线索', (sign) => sign.charCodeAt(0).toString(16).padStart(4, '0')).join('')
  return pdfOf('', `BT /F1 100 Tf 80 500 Td <${words}> Tj ET`, [
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 7 0 R ' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 ' +
      '/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ])
}

/** One page; the first of the fonts' objects is the font F1, the fifth object of the file. */
function pdfOf(catalog: string, drawing: string, fonts: readonly string[]): Uint8Array {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    ...fonts,
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return String(offset).padStart(10, '0')
  })
  const [start, size] = [text.length, objects.length + 1]
  text += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.map((offset) => `${offset} 00000 n \n`).join('')}`
  return new TextEncoder().encode(`${text}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
}

/** Half a second of video that the browser itself records from a canvas of 64 by 48. */
export async function recordedVideo(browser: Browser): Promise<Uint8Array> {
  const page = await browser.newPage()
  const numbers = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 })
    const context = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' })
    const parts: Blob[] = []
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve))
    let shade = 0
    const painting = setInterval(() => {
      shade += 20
      if (context) context.fillStyle = `rgb(${shade % 256} 80 120)`
      context?.fillRect(0, 0, 64, 48)
    }, 50)
    recorder.start()
    setTimeout(() => recorder.stop(), 600)
    await stopped
    clearInterval(painting)
    return Array.from(new Uint8Array(await new Blob(parts).arrayBuffer()))
  })
  await page.close()
  return Uint8Array.from(numbers)
}

/** A second of silence, WAV, 8 kHz. */
export function silentWav(): Uint8Array {
  const view = new DataView(new ArrayBuffer(44 + 8000))
  const write = (at: number, text: string): void =>
    Array.from(text).forEach((sign, i) => view.setUint8(at + i, sign.charCodeAt(0)))
  write(0, 'RIFF')
  view.setUint32(4, 36 + 8000, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 8000, true)
  view.setUint32(28, 8000, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  write(36, 'data')
  view.setUint32(40, 8000, true)
  return new Uint8Array(view.buffer).fill(128, 44)
}
