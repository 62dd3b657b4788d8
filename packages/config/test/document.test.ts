import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'

import { parseConfig } from '../src/document.js'

const errorOf = (text: string, file = 'clouds.yaml') => {
  const result = parseConfig(file, text)
  return E.isLeft(result) ? result.left : undefined
}

const contentOf = (text: string, file = 'clouds.yaml') => {
  const result = parseConfig(file, text)
  return E.isRight(result) ? result.right.content : undefined
}

describe('parseConfig', () => {
  it('keeps plain values as text, but for those that say nothing', () => {
    expect(contentOf('a: yes\nb: 2.60\nc: 012\nd: 2020-01-01\ne:\nf: ~\ng: "~"\nh: null')).toEqual({
      a: 'yes',
      b: '2.60',
      c: '012',
      d: '2020-01-01',
      e: null,
      f: null,
      g: '~',
      h: null
    })
  })

  it.each([
    ['an unclosed bracket', 'a: 1\nb: [1, 2', 2],
    ['an unclosed quote', 'a: 1\nb: "x', 2],
    ['two keys on a line', 'a: b: c', 1],
    ['a tab', 'a:\n\tb: 1', 2],
    ['a reserved character', 'a: 1\nb: @x', 2],
    ['a key twice', 'a: 1\nb: 2\na: 3', 3],
    ['two documents', 'a: 1\n---\na: 2', 2],
    ['a tag', 'a: 1\nb: !!binary aGk=', 2],
    ['an alias of nothing', 'a: 1\nb: *x', 2],
    ['a word alone', 'hello', 1],
    ['a list', '- a', 1]
  ])('says the line of %s', (_, text, line) => {
    expect(errorOf(text)).toMatchObject({ _tag: 'ConfigError', file: 'clouds.yaml', line })
  })

  it('says the line of broken JSON', () => {
    expect(errorOf('{\n"a": 1,\n"b": }', 'clouds.json')).toMatchObject({ file: 'clouds.json', line: 3 })
    expect(contentOf(' ', 'clouds.json')).toEqual({})
  })

  it('refuses aliases that unfold without end', () => {
    const levels = [
      'a: &a [x, x]',
      ...'bcdefghij'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]`)
    ]
    expect(errorOf(levels.join('\n'))?.message).toContain('unfold')
    expect(errorOf('a: &a {b: *a}')?.message).toMatch(/nested too deeply|unfold|anchor/)
  })

  it('refuses what is nested too deeply', () => {
    expect(errorOf(`a: ${'['.repeat(70)}${']'.repeat(70)}`)?.message).toContain('nested too deeply')
    for (const opening of ['[', '{a: ', '{? ', '- ', '? ']) {
      expect(errorOf(opening.repeat(20_000))?.message).toContain('nested too deeply')
    }
    expect(errorOf(`{"a": ${'['.repeat(70)}${']'.repeat(70)}}`, 'c.json')?.message).toContain('nested too deeply')
  })

  it('sees keys that objects inherit as keys', () => {
    const content = contentOf('__proto__: {polluted: "1"}\nconstructor: x')
    expect(Object.keys(content ?? {})).toEqual(['__proto__', 'constructor'])
    expect(Object.hasOwn({}, 'polluted')).toBe(false)
  })

  it('never throws, whatever it reads', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({
        unit: fc.constantFrom(
          'a',
          ':',
          ' ',
          '\n',
          '-',
          '[',
          ']',
          '{',
          '}',
          '"',
          "'",
          '&',
          '*',
          '!',
          '<',
          '\t',
          '#',
          ','
        )
      }),
      fc.json()
    )
    fc.assert(
      fc.property(text, fc.constantFrom('c.yaml', 'c.json'), (input, file) => {
        const result = parseConfig(file, input)
        expect(E.isRight(result) ? 'read' : result.left._tag).toMatch(/^(read|ConfigError)$/)
      }),
      { numRuns: 1_000 }
    )
  })

  it('never quotes the file in a message', () => {
    const around = fc.constantFrom(
      'password: *S',
      'a: b: S',
      'a: "S',
      'a: [S',
      '{"a": S',
      'a: !S x',
      'a: 1\n S',
      '%S\n---\na: 1',
      '@S',
      'a: &b S\nc: *S'
    )
    fc.assert(
      fc.property(around, fc.constantFrom('c.yaml', 'c.json'), (template, file) => {
        const result = parseConfig(file, template.replaceAll('S', 'hunter2'))
        expect(E.isRight(result) ? '' : JSON.stringify(result.left)).not.toContain('hunter2')
      })
    )
  })

  it('reads what JSON can say, as text', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.dictionary(fc.string(), fc.string()))),
        (value) => {
          const text = JSON.stringify(value)
          expect(contentOf(text, 'c.json')).toEqual(JSON.parse(text))
        }
      )
    )
  })
})
