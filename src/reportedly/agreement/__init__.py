"""How far two codings of the same articles agree. Needs the extra `reportedly[agreement]`."""
