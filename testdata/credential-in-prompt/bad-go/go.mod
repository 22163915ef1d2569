module example.com/desk

go 1.26

require google.golang.org/adk v1.0.0
