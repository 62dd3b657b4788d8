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

const one = (action: string, share: number, event: string, seconds = 3): Habit => ({
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
  one('create', 0, 'compute__do_build_and_run_instance', 20),
  { ...one('stop', 24, 'compute_stop_instance', 6), bySystem: 0.42 },
  one('start', 18, 'compute_start_instance', 4),
  one('reboot', 15, 'compute_reboot_instance', 10),
  one('attach_volume', 6, 'compute_attach_volume', 5),
  one('detach_volume', 4, 'compute_detach_volume', 5),
  one('attach_interface', 3, 'compute_attach_interface'),
  one('detach_interface', 2, 'compute_detach_interface'),
  one('createImage', 4, 'compute_snapshot_instance', 90),
  one('lock', 2, 'api_lock', 1),
  one('unlock', 1, 'api_unlock', 1),
  one('pause', 1, 'compute_pause_instance'),
  one('unpause', 1, 'compute_unpause_instance'),
  one('suspend', 1, 'compute_suspend_instance', 8),
  one('resume', 1, 'compute_resume_instance', 8),
  one('rescue', 1, 'compute_rescue_instance', 9),
  one('unrescue', 1, 'compute_unrescue_instance', 5),
  one('changePassword', 0.5, 'compute_set_admin_password'),
  { action: 'rebuild', share: 4, events: ['rebuild_server', 'compute_rebuild_instance'], seconds: 30 },
  { action: 'resize', share: 9, events: cold, seconds: 25 },
  { action: 'migrate', share: 4, events: cold, seconds: 25 },
  one('confirmResize', 8, 'compute_confirm_resize', 4),
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
