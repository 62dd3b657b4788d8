/**
 * House rules that oxlint has no rule for, as its plugin: no `export *`, no enum or namespace, no `new Date(wire)`.
 */

const rule = (visitor) => ({ create: (context) => visitor((node, message) => context.report({ node, message })) })

/** Dates from numbers and from nothing are fine; text is only fine when it is written out with its zone. */
const isSafeDate = ([argument, ...more]) =>
  argument === undefined ||
  more.length > 0 ||
  (argument.type === 'Literal' &&
    (typeof argument.value === 'number' || /(Z|[+-]\d\d:?\d\d)$/.test(String(argument.value)))) ||
  (argument.type === 'BinaryExpression' && argument.operator !== '+') ||
  (argument.type === 'CallExpression' &&
    /^(now|getTime|valueOf|UTC|toEpochMillis|toMillis)$/.test(
      argument.callee.property?.name ?? argument.callee.name ?? ''
    ))

const isDateParse = ({ callee }) =>
  callee.type === 'MemberExpression' && callee.object.name === 'Date' && callee.property.name === 'parse'

export default {
  meta: { name: 'house' },
  rules: {
    'no-export-star': rule((report) => ({
      ExportAllDeclaration: (node) =>
        report(node, 'Name what is exported: with `export *` nobody sees what is being promised.')
    })),
    'no-unerasable': rule((report) => ({
      TSEnumDeclaration: (node) =>
        report(node, 'Use a union of strings: an enum is code that no JavaScript reader expects.'),
      TSModuleDeclaration: (node) =>
        node.kind !== 'global' && !node.declare && report(node, 'Use a file: a namespace cannot be tree-shaken.')
    })),
    'no-wire-date': rule((report) => ({
      NewExpression: (node) =>
        node.callee.name === 'Date' &&
        !isSafeDate(node.arguments) &&
        report(
          node,
          'Nova writes times without a zone, which `new Date` reads as local: use toDate of @openstack-ts/core.'
        ),
      CallExpression: (node) =>
        isDateParse(node) &&
        report(
          node,
          'Nova writes times without a zone, which `Date.parse` reads as local: use toDate of @openstack-ts/core.'
        )
    }))
  }
}
