// Command desk starts the desk.
package main

import (
	"log"

	"example.com/desk/internal/desk"
)

func main() {
	if err := desk.Run(); err != nil {
		log.Fatal(err)
	}
}
