package body_test

import (
	"fmt"

	"pressroom/data/body"
)

func ExampleDocument_Markdown() {
	fmt.Println(body.Recover("The strategy has two elements: " +
		"1. Overcoming U.S. Tariffs – The government will lend more. " +
		"2. Building at Home – It will also help plants. " +
		"Next Steps Following the talks, both sides will meet at 3 p.m. on Nov. 5. " +
		"Minister Kim stated, “We will act. There is no time to lose.” " +
		"※ See www.motir.go.kr.").Markdown())
	// Output:
	// The strategy has two elements:
	//
	// 1. **Overcoming U.S. Tariffs** – The government will lend more.
	// 2. **Building at Home** – It will also help plants.
	//
	// ## Next Steps
	//
	// Following the talks, both sides will meet at 3 p.m. on Nov. 5.
	//
	// > Minister Kim stated, “We will act. There is no time to lose.”
	//
	// ※ See www\.motir.go.kr.
}

func ExampleRecover() {
	doc := body.Recover("The plan includes: lending more; taxing less; and waiting. " +
		"“It works,” said President Kim. “It always did.”")
	for _, b := range doc.Blocks {
		fmt.Printf("%-9s %s\n", b.Kind, b.Text)
	}
	// Output:
	// paragraph The plan includes:
	// bullet    lending more;
	// bullet    taxing less; and
	// bullet    waiting.
	// quote     “It works,” said President Kim. “It always did.”
}

func ExamplePlain() {
	fmt.Println(body.Plain(body.Recover("5 * 3 is <15>").Markdown()))
	// Output: 5 * 3 is <15>
}
