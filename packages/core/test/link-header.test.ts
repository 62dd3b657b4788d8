import * as fc from 'fast-check'

import { linkTo } from '../src/link-header.js'

it.each<[string, string | undefined]>([
  ['<http://x/y?page=2>; rel="next"', 'http://x/y?page=2'],
  ['<http://x/y?page=2>; rel=next', 'http://x/y?page=2'],
  ['<http://x/y?page=2> ;  rel=next', 'http://x/y?page=2'],
  ['<http://x/y?page=2>;rel = next', 'http://x/y?page=2'],
  ["<http://x/y?page=2>; rel='next'", 'http://x/y?page=2'],
  ['<http://x/y?page=2>; REL="Next"', 'http://x/y?page=2'],
  ['<a>; rel="prev next"', 'a'],
  ['<a>; rel="next last"; rel="first"', 'a'],
  ['<a>; title="more"; rel="next"', 'a'],
  ['<a>; title="a, b"; rel="next"', 'a'],
  ['<a>; title="say \\"next\\", <b>; rel=last"; rel="next"', 'a'],
  ["<a>; crossorigin; rel=next; title*=UTF-8''n%c3%a4chste", 'a'],
  ['<a>; rel=prev, <b>; rel=next', 'b'],
  ['<a,b;c>; rel=prev,,<b,c;rel=x>;rel=next;', 'b,c;rel=x'],
  ['<>; rel=next', ''],
  ['<a>; rel="nextpage"', undefined],
  ['<a>; rel="first"; rel="next"', undefined],
  ['<a>; title="rel=next"', undefined],
  ['<a>; title="; rel=next"', undefined],
  ['<a>; rel="last"', undefined],
  ['<a>; rel="next', undefined],
  ['<a>', undefined],
  ['nonsense', undefined],
  ['', undefined]
])('%s leads to %j', (header, target) => {
  expect(linkTo('next', header)).toBe(target)
})

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
const words = fc.stringMatching(/^[a-z]{1,5}$/)

it('finds what was written, whatever stands beside it', () => {
  const link = fc.record({
    target: fc.stringMatching(/^[^<>]{0,12}$/),
    relations: fc.array(fc.oneof(fc.constantFrom('next', 'Next', 'nextpage'), words), { minLength: 1, maxLength: 3 }),
    title: fc.string({ maxLength: 12 }),
    first: fc.boolean()
  })
  fc.assert(
    fc.property(fc.array(link, { maxLength: 4 }), fc.constantFrom(',', ', ', ' , '), (links, comma) => {
      const header = links
        .map(({ first, relations, target, title }) => {
          const rel = `rel=${quoted(relations.join(' '))}`
          return `<${target}>; ${first ? `${rel}; title=${quoted(title)}` : `title=${quoted(title)};${rel}`}`
        })
        .join(comma)
      const wanted = links.find(({ relations }) => relations.some((name) => name.toLowerCase() === 'next'))
      expect(linkTo('next', header)).toBe(wanted?.target)
    })
  )
})

it('answers to any text, in no time', () => {
  fc.assert(fc.property(fc.string(), (header) => void linkTo('next', header)))
  for (const piece of [';', ' ', '<', '<a>;', '"', '<a>;x="', '<a>;x= ', '<a>;\\', ',', '<a>;rel']) {
    const started = Date.now()
    linkTo('next', `<a>${piece.repeat(20_000)}`)
    expect(Date.now() - started).toBeLessThan(500)
  }
})
