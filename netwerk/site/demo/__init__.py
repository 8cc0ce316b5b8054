"""The demonstration city: what is real in it happened in Utrecht in 2018, everything else is plainly invented."""
