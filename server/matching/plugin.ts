import * as contract from '#contract/matching.ts'
import type { Database } from '#db/connect.ts'
import type { Serve } from '../http/serve.ts'
import { keepIndex } from './keep-index.ts'
import { nextUnindexed } from './list-unindexed.ts'
import { graphOf } from './read-graph.ts'
import { readSealed } from './read-for-search.ts'
import { related } from './related-tips.ts'
import { search } from './search-tips.ts'

/** Search over sealed tips, and what belongs together. */
export function mountMatching(serve: Serve, { db }: { db: Database }): void {
  serve(contract.listUnindexed, { may: 'workTips' }, ({ who, params }) => nextUnindexed(db, who, params.desk))
  serve(contract.storeIndex, { may: 'workTips' }, ({ who, params, body }) => keepIndex(db, who, params.tip, body))
  serve(contract.readForSearch, { may: 'readTips' }, ({ who, params }) => readSealed(db, who, params.tip))
  serve(contract.searchTips, { may: 'readTips' }, ({ who, body }) => search(db, who, body))
  serve(contract.relatedTips, { may: 'readTips' }, ({ who, params }) => related(db, who, params.tip))
  serve(contract.readGraph, { may: 'readTips' }, ({ who, params }) => graphOf(db, who, params))
}
