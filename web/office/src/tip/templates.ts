import { m } from '#words/messages.js'

type Template = { name: () => string; text: () => string; isQuestion: boolean }

/** Answers that are written often. They promise nothing about money and name nobody. */
export const TEMPLATES: readonly Template[] = [
  { name: m.tpl_thanks, text: m.tpl_thanks_text, isQuestion: false },
  { name: m.tpl_place, text: m.tpl_place_text, isQuestion: true },
  { name: m.tpl_when, text: m.tpl_when_text, isQuestion: true },
  { name: m.tpl_people, text: m.tpl_people_text, isQuestion: true },
  { name: m.tpl_vehicle, text: m.tpl_vehicle_text, isQuestion: true },
  { name: m.tpl_photo, text: m.tpl_photo_text, isQuestion: true },
  { name: m.tpl_safety, text: m.tpl_safety_text, isQuestion: false },
  { name: m.tpl_working, text: m.tpl_working_text, isQuestion: false },
  { name: m.tpl_done, text: m.tpl_done_text, isQuestion: false },
]
