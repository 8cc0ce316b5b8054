"""The ground: pieces that know no app."""
