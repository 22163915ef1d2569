module example.com/desk

go 1.24

require github.com/anthropics/anthropic-sdk-go v1.84.0
