/** What the database answers when it keeps something out; LS… are raised by our own triggers (migration 0001). */
export const UNIQUE_VIOLATION = '23505'
export const CHECK_VIOLATION = '23514'
const FOREIGN_KEY_VIOLATION = '23503'
const DESK_TAKES_NO_TIPS = 'LS002'
export const NO_SUCH_DESK: readonly string[] = [FOREIGN_KEY_VIOLATION, DESK_TAKES_NO_TIPS]
export const WHOLE_FILES_MISSING = 'LS004'
export const PIECE_DIFFERS = 'LS005'
export const FIGURES_DIFFER = 'LS006'
export const ORDER_IS_ELSEWHERE = 'LS009'
