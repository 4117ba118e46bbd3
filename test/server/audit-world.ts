import { newOfficer, foundedOffice, startWorld, type Founded, type Officer, type World } from './world.ts'

/** An office with an auditor, two investigators of the city squad and one of Jiyang. */
export type AuditWorld = { world: World; founded: Founded; fang: Officer; lin: Officer; wang: Officer; su: Officer }

export async function startAudit(): Promise<AuditWorld> {
  const world = await startWorld()
  const founded = await foundedOffice(world)
  return {
    world,
    founded,
    fang: await newOfficer(world, founded, founded.audit, 'fang.yicheng', { role: 'auditor' }),
    lin: await newOfficer(world, founded, founded.city, 'lin.yue'),
    wang: await newOfficer(world, founded, founded.city, 'wang.liheng'),
    su: await newOfficer(world, founded, founded.jiyang, 'su.ting'),
  }
}

/** Puts what was done to some other time; only the owner of the tables can. */
export async function shift(world: World, where: string, at: string): Promise<void> {
  const { owner } = world.database
  await owner`alter table records disable trigger final`
  await owner.unsafe(`update records set at = '${at}' where ${where}`)
  await owner`alter table records enable trigger final`
}
