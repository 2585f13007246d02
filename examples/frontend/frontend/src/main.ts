import { describe, type Boat } from "./boat";

const list = document.querySelector<HTMLUListElement>("#boats")!;

const response = await fetch("/boats");
const boats: Boat[] = await response.json();
for (const boat of boats) {
    const item = document.createElement("li");
    item.textContent = describe(boat);
    list.append(item);
}
