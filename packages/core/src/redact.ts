/**
 * Secrets, told by the names they stand under, and kept out of everything that is printed.
 *
 * @since 0.1.0
 */

const secretNames =
  /^(password|admin_?pass|user_data|private_key|secret|passcode|token|access_token|refresh_token|client_secret)$/i

/** Whether what stands under a name is a secret. */
export const isSecretName = (name: string): boolean => secretNames.test(name)

/** The texts of a JSON body that stand under secret names. */
export const secretsOf = (body: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  try {
    JSON.parse(body, (key, value: unknown) => {
      if (typeof value === 'string' && value !== '' && isSecretName(key)) found.push(value)
      return value
    })
  } catch {
    return found
  }
  return found
}

/** A text without the secrets in it. */
export const strike = (text: string, secrets: ReadonlyArray<string>): string =>
  secrets.reduce((struck, secret) => struck.replaceAll(secret, '***'), text)
