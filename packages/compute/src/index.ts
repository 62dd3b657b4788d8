/**
 * Nova, declared.
 *
 * @since 0.1.0
 */
export { ServerAction, ServerActionEvent } from './server-action.js'
