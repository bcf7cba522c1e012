"""Everything that proves the helpline keeps its promises."""
