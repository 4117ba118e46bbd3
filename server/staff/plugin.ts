import * as contract from '#contract/staff.ts'
import type { Database } from '#db/connect.ts'
import { site } from '#db/schema/staff.ts'
import { found } from '../http/refusal.ts'
import type { Serve } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { allStaff, stop } from './accounts.ts'
import { changePasswordOf } from './change-password.ts'
import { foundOfficeWith } from './found-office.ts'
import { invitationOf, inviteTo, joinWith, withdraw } from './invite.ts'
import { handOver, remove, setMail } from './lead-desk.ts'
import { accountOf } from './read-account.ts'
import { allDesks, deskOf } from './read-desks.ts'
import { registerKey } from './register-signing-key.ts'
import { endSession, giveCookie, takeCookie, type Cookie } from './sessions.ts'
import { signInWith } from './sign-in.ts'

export type StaffDeps = { db: Database; cookie: Cookie; setupToken: string; demo: boolean; idleMinutes: number }

/** Founding, sessions, desks, invitations and accounts. */
export function mountStaff(serve: Serve, deps: StaffDeps): void {
  mountOffice(serve, deps)
  mountSession(serve, deps)
  mountDesks(serve, deps)
  const { db } = deps
  serve(contract.listStaff, { may: 'readStaff' }, async () => ({ staff: await allStaff(db) }))
  serve(contract.stopStaff, { may: 'stopStaff' }, ({ who, params, body }) =>
    stop(db, who, params.member, body.stopped).then(done),
  )
}

const done = (): Record<string, never> => ({})

function mountOffice(serve: Serve, { db, demo, idleMinutes, setupToken }: StaffDeps): void {
  serve(contract.readOffice, { may: 'anyone' }, async () => {
    const { siteId, foundedAt } = found((await db.select().from(site))[0], 'unavailable')
    return { siteId, founded: foundedAt !== null, demo, idleMinutes }
  })
  serve(contract.foundOffice, { may: 'anyone' }, ({ body }) => foundOfficeWith({ db, setupToken }, body).then(done))
  serve(contract.readInvitation, { may: 'anyone' }, ({ body }) => invitationOf(db, body.tokenB64))
  serve(contract.join, { may: 'anyone' }, ({ body }) => joinWith(db, body).then(done))
}

function mountSession(serve: Serve, { db, cookie }: StaffDeps): void {
  serve(contract.signIn, { may: 'anyone' }, async ({ body, reply }) => {
    const { token, me } = await signInWith(db, body)
    giveCookie(reply, cookie, token)
    return me
  })
  serve(contract.whoAmI, { may: 'staff' }, ({ who }) => accountOf(db, who.staff))
  serve(contract.signOut, { may: 'staff' }, async ({ who, reply }) => {
    await db.transaction(async (tx) => {
      await endSession(tx, who.tokenHashBytes)
      await record(tx, { did: 'sign-out', staff: who.staff })
    })
    takeCookie(reply, cookie)
    return {}
  })
  serve(contract.registerSigningKey, { may: 'staff' }, ({ who, body }) => registerKey(db, who, body).then(done))
  serve(contract.changePassword, { may: 'staff' }, ({ who, body }) => changePasswordOf(db, who, body).then(done))
}

function mountDesks(serve: Serve, { db }: StaffDeps): void {
  serve(contract.listDesks, { may: 'staff' }, async () => ({ desks: await allDesks(db) }))
  serve(contract.readDesk, { may: 'staff' }, ({ who, params }) => deskOf(db, who, params.desk))
  serve(contract.setDeskMail, { may: 'leadDesk' }, ({ who, params, body }) =>
    setMail(db, who, params.desk, body.mail).then(done),
  )
  serve(contract.invite, { may: 'leadDesk' }, ({ who, params, body }) =>
    inviteTo(db, who, params.desk, body).then(done),
  )
  serve(contract.withdrawInvitation, { may: 'leadDesk' }, ({ who, params }) =>
    withdraw(db, who, params.desk, params.invitation).then(done),
  )
  serve(contract.handOverKey, { may: 'leadDesk' }, ({ who, params, body }) =>
    handOver(db, who, params, body.deskKeyB64).then(done),
  )
  serve(contract.removeMember, { may: 'leadDesk' }, ({ who, params }) => remove(db, who, params).then(done))
}
