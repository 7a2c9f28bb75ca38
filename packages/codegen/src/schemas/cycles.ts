/**
 * Finds what leads back to itself in a graph (Tarjan's algorithm).
 *
 * @returns the number of its cycle for each node that is in one; nodes that lead to each other have the same number
 */
export function cyclesIn<Node>(nodes: Iterable<Node>, next: (node: Node) => Iterable<Node>): Map<Node, number> {
  const cycles = new Map<Node, number>();
  const order = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();

  function visit(node: Node): number {
    const number = order.size;
    let lowest = number;
    let leadsToItself = false;
    order.set(node, number);
    open.push(node);
    isOpen.add(node);
    for (const other of next(node)) {
      if (other === node) leadsToItself = true;
      const seen = order.get(other);
      if (seen === undefined) lowest = Math.min(lowest, visit(other));
      else if (isOpen.has(other)) lowest = Math.min(lowest, seen);
    }
    if (lowest === number) {
      const members = open.splice(open.lastIndexOf(node));
      for (const member of members) {
        isOpen.delete(member);
        if (members.length > 1 || leadsToItself) cycles.set(member, number);
      }
    }
    return lowest;
  }

  for (const node of nodes) if (!order.has(node)) visit(node);
  return cycles;
}
