// Command vetted hands a key to a function of another package.
package main

import (
	"fmt"

	"example.com/vetted/model"
)

const (
	key   = "sk-proj-Zqumpm08hsE8JNpjJOQGa2rb19FlY0mG1ylvuhT3BlbkFJfJXqIEnomef2mSJ5CMTIeg1ZTVnVv2fgKD0f6Y"
	limit = 3
)

func main() { fmt.Println(model.Use(key), limit) }
