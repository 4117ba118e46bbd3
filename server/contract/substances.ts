/**
 * The maintained list of what is seized, with the names that stand on records. Equivalence and tariffs are no matter of
 * this list: they belong to rule sets. Codes are stable; a new substance gets a new line.
 */
export const DRUGS = {
  heroin: { zh: '海洛因', en: 'Heroin' },
  methamphetamine: { zh: '甲基苯丙胺（冰毒）', en: 'Methamphetamine' },
  'methamphetamine-tablets': { zh: '甲基苯丙胺片剂（麻古）', en: 'Methamphetamine tablets' },
  cocaine: { zh: '可卡因', en: 'Cocaine' },
  morphine: { zh: '吗啡', en: 'Morphine' },
  mdma: { zh: 'MDMA（摇头丸）', en: 'MDMA' },
  amphetamine: { zh: '苯丙胺类其他毒品', en: 'Other amphetamines' },
  fentanyl: { zh: '芬太尼类物质', en: 'Fentanyls' },
  methcathinone: { zh: '甲卡西酮', en: 'Methcathinone' },
  pethidine: { zh: '哌替啶（杜冷丁）', en: 'Pethidine' },
  ketamine: { zh: '氯胺酮', en: 'Ketamine' },
  opium: { zh: '鸦片', en: 'Opium' },
  methadone: { zh: '美沙酮', en: 'Methadone' },
  ghb: { zh: 'γ-羟丁酸', en: 'GHB' },
  tramadol: { zh: '曲马多', en: 'Tramadol' },
  'cannabis-oil': { zh: '大麻油', en: 'Cannabis oil' },
  'cannabis-resin': { zh: '大麻脂', en: 'Cannabis resin' },
  'cannabis-leaf': { zh: '大麻叶及大麻烟', en: 'Cannabis leaf' },
  codeine: { zh: '可待因', en: 'Codeine' },
  buprenorphine: { zh: '丁丙诺啡', en: 'Buprenorphine' },
  triazolam: { zh: '三唑仑', en: 'Triazolam' },
  methaqualone: { zh: '甲喹酮', en: 'Methaqualone' },
  alprazolam: { zh: '阿普唑仑', en: 'Alprazolam' },
  khat: { zh: '恰特草', en: 'Khat' },
  caffeine: { zh: '咖啡因', en: 'Caffeine' },
  'poppy-husk': { zh: '罂粟壳', en: 'Poppy husk' },
  barbital: { zh: '巴比妥', en: 'Barbital' },
  phenobarbital: { zh: '苯巴比妥', en: 'Phenobarbital' },
  annaka: { zh: '安钠咖', en: 'Caffeine sodium benzoate' },
  nimetazepam: { zh: '尼美西泮', en: 'Nimetazepam' },
  chlordiazepoxide: { zh: '氯氮䓬', en: 'Chlordiazepoxide' },
  estazolam: { zh: '艾司唑仑', en: 'Estazolam' },
  diazepam: { zh: '地西泮', en: 'Diazepam' },
  bromazepam: { zh: '溴西泮', en: 'Bromazepam' },
  dihydroetorphine: { zh: '二氢埃托啡', en: 'Dihydroetorphine' },
  etomidate: { zh: '依托咪酯及其类似物', en: 'Etomidate and its analogues' },
  'synthetic-cannabinoids': { zh: '合成大麻素类物质', en: 'Synthetic cannabinoids' },
  'new-substance': { zh: '其他新精神活性物质', en: 'Other new psychoactive substances' },
  'poppy-plants': { zh: '罂粟原植物', en: 'Poppy plants' },
  'other-drug': { zh: '其他毒品', en: 'Other drugs' },
} as const
export type Drug = keyof typeof DRUGS

/** 易制毒化学品. */
export const PRECURSORS = {
  ephedrine: { zh: '麻黄碱', en: 'Ephedrine' },
  pseudoephedrine: { zh: '伪麻黄碱', en: 'Pseudoephedrine' },
  p2p: { zh: '1-苯基-2-丙酮', en: 'P2P' },
  mdp2p: { zh: '3,4-亚甲基二氧苯基-2-丙酮', en: 'MDP2P' },
  hydroxylimine: { zh: '羟亚胺', en: 'Hydroxylimine' },
  'chlorophenyl-cyclopentyl-ketone': { zh: '邻氯苯基环戊酮', en: 'o-Chlorophenyl cyclopentyl ketone' },
  'acetic-anhydride': { zh: '醋酸酐', en: 'Acetic anhydride' },
  safrole: { zh: '黄樟素', en: 'Safrole' },
  piperonal: { zh: '胡椒醛', en: 'Piperonal' },
  'phenylacetic-acid': { zh: '苯乙酸', en: 'Phenylacetic acid' },
  'anthranilic-acid': { zh: '邻氨基苯甲酸', en: 'Anthranilic acid' },
  chloroform: { zh: '三氯甲烷', en: 'Chloroform' },
  ether: { zh: '乙醚', en: 'Ether' },
  piperidine: { zh: '哌啶', en: 'Piperidine' },
  toluene: { zh: '甲苯', en: 'Toluene' },
  acetone: { zh: '丙酮', en: 'Acetone' },
  mek: { zh: '甲基乙基酮', en: 'Methyl ethyl ketone' },
  'potassium-permanganate': { zh: '高锰酸钾', en: 'Potassium permanganate' },
  'sulfuric-acid': { zh: '硫酸', en: 'Sulfuric acid' },
  'hydrochloric-acid': { zh: '盐酸', en: 'Hydrochloric acid' },
  'other-precursor': { zh: '其他易制毒化学品', en: 'Other precursors' },
} as const
export type Precursor = keyof typeof PRECURSORS

/** 毒品原植物种子、幼苗. Seeds are weighed, seedlings are counted. */
export const SEEDS = {
  'poppy-seeds': { zh: '罂粟种子', en: 'Poppy seeds' },
  'poppy-seedlings': { zh: '罂粟幼苗', en: 'Poppy seedlings' },
  'cannabis-seeds': { zh: '大麻种子', en: 'Cannabis seeds' },
  'cannabis-seedlings': { zh: '大麻幼苗', en: 'Cannabis seedlings' },
} as const
export type Seed = keyof typeof SEEDS
/** Those of `SEEDS` that are counted in plants. */
export const SEEDLINGS: readonly Seed[] = ['poppy-seedlings', 'cannabis-seedlings']

export type Substance = Drug | Precursor | Seed
export const DRUG_CODES = Object.keys(DRUGS) as Drug[]
export const PRECURSOR_CODES = Object.keys(PRECURSORS) as Precursor[]
export const SEED_CODES = Object.keys(SEEDS) as Seed[]
export const SUBSTANCES = [...DRUG_CODES, ...PRECURSOR_CODES, ...SEED_CODES] as [Substance, ...Substance[]]
