export interface Boat {
    name: string;
    planks: number;
}

export function describe(boat: Boat): string {
    return `${boat.name}, of ${boat.planks} planks a side`;
}
