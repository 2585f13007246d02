package it.shipyard;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

public interface BoatRepository extends JpaRepository<Boat, Long> {
    List<Boat> findByPlanksGreaterThanOrderByName(int planks);
}
