# A server's configuration has a path too, and policies are a word in it.
storage "file" {
  path = "/vault/data"
}

default_policy = "none"
