import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import { awardForm } from '../../../../web/office/src/rewards/forms/award-form.ts'
import { claimNotice } from '../../../../web/office/src/rewards/forms/claim-notice.ts'
import { formDocx } from '../../../../web/office/src/rewards/forms/form-docx.ts'
import { COLUMNS, type FormModel } from '../../../../web/office/src/rewards/forms/form-model.ts'
import { formSpeechIn } from './form-speech.ts'
import { DIGEST, readAward, strikeContent, tipContent } from './made-award.ts'

const zh = formSpeechIn('zh')
const granted = readAward(tipContent())

/** What a form says, row by row; cells are set apart by a bar. */
const saidBy = (form: FormModel | null): string[] =>
  form === null
    ? []
    : [
        form.title,
        ...form.above,
        ...(form.address === null ? [] : [form.address]),
        ...form.paragraphs,
        ...form.rows.map((cells) => cells.map(({ lines }) => lines.join(' ')).join(' | ')),
        ...form.after,
        ...form.closing,
        ...form.notes,
      ]

describe('举报奖励审批表', () => {
  const said = saidBy(awardForm(zh, granted))

  test('says what was found, what follows from it, and by what', () => {
    expect(said[0]).toBe('举报毒品违法犯罪奖励审批表')
    expect(said).toContain('线索编号 | 2026-000123 | 举报人 | 编号 1234-5678（匿名）')
    expect(said).toContain('案件编号 | AJ-2026-0007 | 立案文号 | —')
    expect(said).toContain('受理时间 | 2026-02-20 09:00 | 首次行动时间 | 2026-03-01 09:00')
    expect(said).toContain('协助方式 | 来源线索 | 举报先后及贡献 | 首报，贡献 100%')
    expect(said).toContain('查证处理结果 | seizure 1.0364kg（三公刑鉴〔2026〕31号） arrest 3')
    expect(said.find((row) => row.startsWith('奖励条件'))).toContain('经查证属实：符合')
    expect(said.find((row) => row.startsWith('奖励依据'))).toContain('TEST-1，自2019年1月1日起适用')
  })

  test('the sum stands in figures and in words, and every line with its part of it', () => {
    expect(said).toContain('拟奖励金额 | ¥12,000.00　人民币壹万贰仟元整')
    expect(said.find((row) => row.startsWith('缴获毒品'))).toContain('| ¥20,000.00')
    expect(said.find((row) => row.startsWith('本线索的贡献'))).toContain('| −¥8,000.00')
    expect(said).toContain('合计 | ¥12,000.00')
  })

  test('each level says who signed when, over the same digest, and leaves room for a pen', () => {
    const levels = said.filter((row) => / \| .*电子签名/.test(row))
    expect(levels.map((row) => row.split(' | ')[0])).toEqual(['办案单位意见', '审核意见', '审批意见', '资金确认'])
    for (const row of levels) {
      expect(row).toContain('2026-03-12 10:05 电子签名 所签内容摘要 a1b2 c3d4 e5f6 0718')
      expect(row).toMatch(/签名（盖章）：　+年　　月　　日$/)
    }
    expect(said.join()).toContain(DIGEST)
    expect(said).toContain('注：此表按工作秘密保存。')
  })

  test('amounts by a set that is not official say so', () => {
    const sentence = '演示默认标准，非三亚市现行规定；以市禁毒办下发文本为准。'
    expect(said.join()).toContain(sentence)
    const official = { ...granted.rules, document: { ...granted.rules.document, isOfficial: true } }
    expect(saidBy(awardForm(zh, { ...granted, rules: official })).join()).not.toContain(sentence)
  })

  test('outside its desk the tip has no number; finance sees neither case nor conditions', () => {
    const reviewer = awardForm(zh, { ...granted, tip: granted.tip && { ...granted.tip, number: null } })
    expect(saidBy(reviewer)).toContain('举报人 | 编号 1234-5678（匿名）')
    expect(saidBy(reviewer).join()).not.toContain('2026-000123')
    const finance = saidBy(awardForm(zh, { ...granted, case: null, tip: null, references: [] })).join()
    for (const hidden of ['AJ-2026', '2026-000123', '奖励条件', '查证处理结果']) expect(finance).not.toContain(hidden)
    expect(finance).toContain('人民币壹万贰仟元整')
  })

  test('above the limit there is a second approval, open until somebody signs', () => {
    const second = saidBy(awardForm(zh, { ...granted, needsSecond: true })).find((row) =>
      row.startsWith('第二审批意见'),
    )
    expect(second).toMatch(/^第二审批意见 \| {2}签名（盖章）/)
  })

  test('a denial says why, and asks for no money', () => {
    const denied = tipContent({ kind: 'deny', denial: 'accepted-too-late' })
    const rows = saidBy(awardForm(zh, readAward(denied, { state: 'denied' })))
    expect(rows).toContain('拟办意见 | 不予奖励。线索受理在案件首次行动之后。')
    expect(rows.join()).not.toMatch(/拟奖励金额|资金确认|人民币/)
  })

  test('steps of an earlier version sign nothing of this one', () => {
    const again = { version: 2, content: tipContent({ version: 2 }), digest: DIGEST, groundsB64: null }
    const rows = saidBy(awardForm(zh, { ...granted, versions: [again, ...granted.versions] }))
    expect(rows[1]).toContain('第 2 版')
    expect(rows.filter((row) => row.includes('林越'))).toEqual([])
  })
})

test('打击奖励审批表 lists those who took part, and their sum', () => {
  const said = saidBy(awardForm(zh, readAward(strikeContent, { tip: null })))
  expect(said[0]).toBe('打击毒品违法犯罪奖励审批表')
  expect(said).toContain('查证处理结果 | seizure（三公刑鉴〔2026〕31号）')
  expect(said).toContain('1 | 天涯分局禁毒大队 | 单位 | — | 由审批人决定 | ¥30,000.00')
  expect(said).toContain('2 | 吉大海 | 网格员 | 河西区 | 由审批人决定 | ¥2,500.50')
  expect(said).toContain('拟奖励金额 | ¥32,500.50　人民币叁万贰仟伍佰元零伍角')
})

describe('领奖通知书', () => {
  test('says how much, by what, how and until when, to a number and not to a name', () => {
    const said = saidBy(claimNotice(zh, granted))
    expect(said).toContain('举报人（编号 1234-5678）：')
    expect(said).toContain('奖励金额 | ¥12,000.00　人民币壹万贰仟元整')
    expect(said).toContain('领取期限 | 至2026年5月12日止')
    expect(said).toContain('（发出单位盖章）')
    expect(said.join()).not.toMatch(/2026-000123|AJ-2026/)
  })

  test('no telephone is invented: where to ask is a blank line', () => {
    const contact = saidBy(claimNotice(zh, granted)).find((row) => row.startsWith('联系方式'))
    expect(contact).toMatch(/\| ＿+$/)
  })

  test('a day that may move says so', () => {
    const moving = claimNotice(zh, { ...granted, claim: { until: '2027-05-12', provisional: true } })
    expect(saidBy(moving).find((row) => row.startsWith('领取期限'))).toContain('暂定')
  })

  test.each([
    ['one that is not granted yet', readAward(tipContent(), { state: 'approved', claim: null })],
    ['one of those who took part', readAward(strikeContent, { tip: null })],
  ])('there is none for %s', (_, award) => expect(claimNotice(zh, award)).toBe(null))
})

test('in every form the columns of each row add up, in both languages', () => {
  const awards = [granted, readAward(strikeContent, { tip: null }), { ...granted, case: null, tip: null }]
  const forms = awards.flatMap((award) =>
    [zh, formSpeechIn('en')].flatMap((speech) => [awardForm(speech, award), claimNotice(speech, award) ?? []].flat()),
  )
  for (const { rows } of forms)
    for (const cells of rows) expect(cells.reduce((sum, { span }) => sum + span, 0)).toBe(COLUMNS)
})

describe('.docx', () => {
  const parts = async (form: FormModel): Promise<Record<string, string>> => {
    const zip = await JSZip.loadAsync(await (await formDocx(form, '2026-03-12T02:05:00Z')).arrayBuffer())
    const texts = Object.values(zip.files).map(async (file) => [file.name, await file.async('string')] as const)
    return Object.fromEntries(await Promise.all(texts))
  }
  const form = awardForm(zh, granted)

  test('holds every word of the form, in its order', async () => {
    const xml = (await parts(form))['word/document.xml'] ?? ''
    const written = [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text)
    const lines = form.rows.flatMap((cells) => cells.flatMap((cell) => cell.lines))
    expect(written).toEqual([form.title, ...form.above, ...lines, ...form.notes].filter((text) => text !== ''))
  })

  test('is A4 with the margins of official documents, the title in 2号 小标宋 and not bold, the table in 仿宋', async () => {
    const { 'word/document.xml': xml = '', 'word/styles.xml': styles = '' } = await parts(form)
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/)
    expect(xml).toMatch(/<w:jc w:val="center"\/>.*?方正小标宋简体.*?<w:sz w:val="44"\/>.*?举报毒品违法犯罪奖励审批表/s)
    expect(xml).not.toContain('<w:b/>')
    // Only the heads of the list of lines; a table that is kept together whole would leave its first page empty.
    expect(xml.match(/<w:keepNext\/>/g)?.length).toBe(3)
    expect(styles).toMatch(/w:eastAsia="仿宋_GB2312"/)
    expect(styles).toMatch(/<w:sz w:val="28"\/>/)
    expect(xml.match(/<w:tr>/g)?.length).toBe(form.rows.length)
  })

  test('says who made it, and is the same whenever it is made', async () => {
    const [one, other] = [await parts(form), await parts(form)]
    expect(one).toEqual(other)
    expect(one['docProps/core.xml']).toContain('<dc:creator>鹿哨 Lushao</dc:creator>')
    expect(one['docProps/core.xml']).toContain('2026-03-12T02:05:00Z</dcterms:created>')
    expect(Object.keys(one).filter((name) => /font|embed/i.test(name) && !/fontTable/.test(name))).toEqual([])
  })
})
