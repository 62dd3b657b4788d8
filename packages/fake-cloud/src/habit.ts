/**
 * What is done to servers, how often, and in which steps: the actions that were counted in a real cloud, in rough shares.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Habit {
  readonly action: string
  /** Compared with the others' sum; of `create`, which every server has once, it says nothing. */
  readonly share: number
  /** Oldest first. */
  readonly events: ReadonlyArray<string>
  /** A step lasts up to so long. */
  readonly seconds: number
  /** How often no user did it. */
  readonly bySystem?: number
}

// -------------------------------------------------------------------------------------
// instances
// -------------------------------------------------------------------------------------

const one = ([action, event]: readonly [action: string, event: string], share: number, seconds = 3): Habit => ({
  action,
  share,
  events: [event],
  seconds
})

const cold = [
  'conductor_migrate_server',
  'cold_migrate',
  'compute_prep_resize',
  'compute_resize_instance',
  'compute_finish_resize'
]

/** The first is `create`. */
export const habits: readonly [Habit, ...ReadonlyArray<Habit>] = [
  one(['create', 'compute__do_build_and_run_instance'], 0, 20),
  { ...one(['stop', 'compute_stop_instance'], 24, 6), bySystem: 0.42 },
  one(['start', 'compute_start_instance'], 18, 4),
  one(['reboot', 'compute_reboot_instance'], 15, 10),
  one(['attach_volume', 'compute_attach_volume'], 6, 5),
  one(['detach_volume', 'compute_detach_volume'], 4, 5),
  one(['attach_interface', 'compute_attach_interface'], 3),
  one(['detach_interface', 'compute_detach_interface'], 2),
  one(['createImage', 'compute_snapshot_instance'], 4, 90),
  one(['lock', 'api_lock'], 2, 1),
  one(['unlock', 'api_unlock'], 1, 1),
  one(['pause', 'compute_pause_instance'], 1),
  one(['unpause', 'compute_unpause_instance'], 1),
  one(['suspend', 'compute_suspend_instance'], 1, 8),
  one(['resume', 'compute_resume_instance'], 1, 8),
  one(['rescue', 'compute_rescue_instance'], 1, 9),
  one(['unrescue', 'compute_unrescue_instance'], 1, 5),
  one(['changePassword', 'compute_set_admin_password'], 0.5),
  { action: 'rebuild', share: 4, events: ['rebuild_server', 'compute_rebuild_instance'], seconds: 30 },
  { action: 'resize', share: 9, events: cold, seconds: 25 },
  { action: 'migrate', share: 4, events: cold, seconds: 25 },
  one(['confirmResize', 'compute_confirm_resize'], 8, 4),
  {
    action: 'live-migration',
    share: 11,
    events: [
      'conductor_live_migrate_instance',
      'compute_check_can_live_migrate_destination',
      'compute_check_can_live_migrate_source',
      'compute_live_migration',
      'compute_pre_live_migration',
      'compute_post_live_migration_at_destination'
    ],
    seconds: 40
  },
  { action: 'shelve', share: 1, events: ['compute_shelve_instance', 'compute_shelve_offload_instance'], seconds: 30 }
]
