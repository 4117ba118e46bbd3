/**
 * Text as search and matching compare it: each code point alone in NFKD without marks and invisible signs, in lower case, traditional
 * characters as simplified ones. A folded sign remembers where it came from, so that a hit can be shown as written.
 */
export type Folded = {
  text: string
  /** For each UTF-16 unit of `text`: where its code point begins in the original, and where it ends. */
  starts: number[]
  ends: number[]
}

/** Pairs of traditional and simplified characters that people in Sanya write. Final: a change would lose old tokens. */
const PAIRS =
  '瓊琼粵粤東东門门車车號号電电話话愛爱國国學学體体龍龙鳳凤鳥鸟馬马魚鱼雞鸡豬猪貓猫葉叶藥药煙烟針针錢钱銀银鐵铁鋼钢錄录鐘钟鎮镇閒闲間间開开關关隊队陽阳陰阴陳陈陸陆階阶際际隨随險险難难雲云靈灵靜静韓韩頁页頂顶項项順顺須须預预頭头題题額额顏颜願愿類类顧顾風风飛飞飯饭飲饮館馆養养驗验驚惊騎骑騙骗鬥斗鬧闹鮮鲜麗丽麥麦黃黄點点黨党齊齐齒齿龜龟個个們们倫伦偉伟側侧偵侦傑杰備备傢家傳传債债傷伤傾倾僅仅價价儀仪億亿優优兒儿兩两冊册軍军農农凈净凍冻幾几劃划劇剧劉刘劍剑動动務务勝胜勞劳勢势勵励區区協协單单卻却廠厂廳厅歷历厭厌參参雙双發发變变叢丛吳吴嗎吗員员問问啟启喬乔喪丧喲哟嚴严嘆叹嘗尝嗚呜園园圍围圓圆圖图團团場场壞坏塊块塵尘墊垫報报壓压壘垒壯壮聲声處处複复夠够夢梦夾夹奪夺奮奋妝妆婦妇媽妈孫孙寧宁寶宝實实審审寫写寬宽對对導导將将專专尋寻層层屬属岡冈島岛峽峡嶺岭帥帅師师帳帐帶带幣币幫帮庫库廁厕廈厦廣广張张彈弹強强彎弯後后徑径從从復复徵征憂忧態态慣惯慶庆應应懷怀懶懒戀恋戰战戲戏戶户拋抛挾挟掃扫揚扬換换揮挥損损搖摇搶抢撥拨撿捡擁拥擇择擊击擔担據据擠挤擴扩擺摆攔拦攝摄敗败敵敌數数斷断於于時时晉晋曉晓暫暂會会條条來来楊杨業业極极榮荣樣样樓楼標标樹树橋桥機机檢检檔档櫃柜權权歡欢歐欧歲岁殺杀毀毁氣气漢汉沒没決决況况洩泄淚泪淺浅測测湯汤溫温滅灭滾滚滿满漁渔潔洁潛潜澤泽濟济濱滨灣湾灘滩災灾為为烏乌無无煉炼煩烦熱热燈灯燒烧營营爭争爺爷牆墙獄狱獎奖獨独獲获獻献現现瑪玛環环產产畢毕畫画異异當当療疗癮瘾監监盤盘盜盗眾众睜睁瞭了確确碼码礦矿禮礼禍祸種种稱称穩稳積积窮穷窩窝竊窃競竞筆笔節节範范築筑簡简簽签籃篮糧粮紅红約约級级紙纸細细終终組组結结絕绝給给統统絲丝經经綠绿維维網网緊紧線线緝缉編编緩缓練练縣县總总績绩織织繩绳繼继續续罰罚罵骂羅罗義义習习聞闻聯联聽听職职腦脑腳脚臉脸臨临舉举舊旧藝艺蘇苏蘋苹萬万蔣蒋藍蓝蘭兰虛虚蟲虫術术衛卫裝装裡里製制襲袭見见規规視视親亲覺觉觀观訂订計计訊讯記记許许設设訪访証证評评詐诈詞词試试該该詳详認认語语誤误說说誰谁調调談谈請请諾诺謀谋講讲謝谢識识證证譯译議议護护讀读讓让豐丰貝贝負负財财貢贡貨货販贩貪贪貴贵買买費费貼贴賀贺資资賊贼賓宾賞赏賠赔賣卖質质賬账賭赌賴赖購购賽赛贈赠贏赢趙赵趕赶跡迹蹤踪軌轨軟软轉转輕轻載载較较輛辆輝辉輪轮輸输辦办辭辞這这連连進进運运過过達达違违遠远適适遲迟遷迁選选遺遗邊边邏逻鄉乡鄧邓鄭郑鄰邻醫医釋释裏里釣钓鈔钞鉤钩鋪铺鍋锅鍾钟鏈链鏡镜長长闆板閃闪閉闭閱阅闖闯遼辽滬沪魯鲁贛赣陝陕閩闽鐲镯蓮莲嬌娇軒轩輯辑鎖锁鑰钥鑽钻灑洒瀋沈'

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  (PAIRS.match(/../gu) ?? []).map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
)

export function folded(original: string): Folded {
  const [starts, ends]: number[][] = [[], []]
  let text = ''
  let place = 0
  for (const sign of original) {
    const plain = foldedSign(sign)
    for (let unit = 0; unit < plain.length; unit++) {
      starts?.push(place)
      ends?.push(place + sign.length)
    }
    text += plain
    place += sign.length
  }
  return { text, starts: starts ?? [], ends: ends ?? [] }
}

function foldedSign(sign: string): string {
  if (sign <= '\u007f') return sign.toLowerCase()
  const plain = sign
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .normalize('NFC')
  return SIMPLIFIED.get(plain) ?? plain
}
